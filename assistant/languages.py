"""What the corpus says of each language: stop words, spellings, word forms and the words of question kinds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from assistant.errors import CorpusError
from assistant.yaml_files import load_yaml


@dataclass(frozen=True)
class Language:
    """One language's data, as the editor's file `corpus/languages/<code>.yaml` gives it."""

    code: str
    name: str
    stop_words: frozenset[str]
    question_words: frozenset[str] = frozenset()
    """Words that say what form of answer is wanted rather than what about: they weigh little in a question."""
    spellings: tuple[tuple[re.Pattern[str], str], ...] = ()
    same_word: Mapping[str, str] = field(default_factory=dict)
    """Word form -> the form under which it is indexed."""
    instead: tuple[frozenset[str], ...] = ()
    """Sets of words of which one takes the place of another in a follow-up ("and men?" after women)."""
    gives_reason: re.Pattern[str] | None = None
    """Matches a sentence of a guide in this language that gives a reason."""
    places: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Kind of a guide's numbered parts -> its wordings; see `assistant.numbered_places`."""
    cues: Mapping[str, Any] = field(default_factory=dict)
    """Words by which a question's kind is recognised; see `question_form.py`."""


@cache
def load_language(path: Path) -> Language:
    """The language that the file at *path* describes.  Raises CorpusError when the file is missing or malformed."""
    data = load_yaml(path, dict)
    spellings = []
    for pattern, replacement in data.get("spellings", ()):
        try:
            spellings.append((re.compile(pattern), replacement))
        except re.error as error:
            raise CorpusError(
                path, None, f"the spelling rule {pattern!r} is no regular expression ({error})", "Correct the pattern."
            ) from error
    try:
        reason = re.compile(data["gives_reason"], re.IGNORECASE) if data.get("gives_reason") else None
    except re.error as error:
        raise CorpusError(
            path, None, f"gives_reason is no regular expression ({error})", "Correct the pattern."
        ) from error
    places = data.get("places", {})
    for kind, wordings in places.items():
        try:
            named = re.compile(wordings["asked"]).groupindex
            re.compile(wordings["written"])
        except (KeyError, TypeError, re.error) as error:
            raise CorpusError(
                path, None, f"the place '{kind}' is malformed ({error})", "Give it the patterns 'asked' and 'written'."
            ) from None
        if "number" not in named:
            raise CorpusError(
                path, None, f"the place '{kind}' catches no number", "Write (?P<number>...) in its pattern 'asked'."
            )
    same = {form: word for word, forms in data.get("same_word", {}).items() for form in forms}
    return Language(
        code=path.stem,
        name=data.get("name", path.stem),
        stop_words=frozenset(str(data.get("stop_words", "")).split()),
        question_words=frozenset(str(data.get("question_words", "")).split()),
        spellings=tuple(spellings),
        same_word=same,
        instead=tuple(frozenset(str(group).split()) for group in data.get("instead", ())),
        gives_reason=reason,
        places=places,
        cues=data.get("cues", {}),
    )
