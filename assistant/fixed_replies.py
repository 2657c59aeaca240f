"""Replies that are not quotes: greetings, a plea for help, personal data, a word that means two things.

The sentences and the wordings by which they are called for are data: `corpus/replies.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import CorpusError
from assistant.question_form import cue_text
from assistant.reply import Reason
from assistant.text import folded_in_place, normalise
from assistant.yaml_files import load_yaml

FILE = "replies.yaml"


@dataclass(frozen=True, slots=True)
class FixedReply:
    """What to say instead of quoting, and why; `choices` are complete questions to ask instead."""

    reason: Reason
    kind: str
    text: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AmbiguousWord:
    """A word of one language that means two things; each of `choices` is a list of (wording, what replaces it)."""

    language: str
    when: re.Pattern[str]
    unless: re.Pattern[str]
    say: str
    choices: tuple[tuple[tuple[str, str], ...], ...]


@dataclass(frozen=True)
class FixedReplies:
    """The fixed replies of a corpus; without a file there are none."""

    kinds: tuple[tuple[str, Mapping[str, tuple[re.Pattern[str], ...]], Mapping[str, str]], ...] = ()
    personal: tuple[re.Pattern[str], ...] = ()
    personal_text: Mapping[str, str] = ()  # type: ignore[assignment]
    ambiguous: tuple[AmbiguousWord, ...] = ()
    notes: Mapping[str, Mapping[str, str]] = ()  # type: ignore[assignment]

    def reply_to(self, question: str, language: str) -> FixedReply | None:
        """The fixed reply that *question* calls for, or None when it is a question to the guide.

        Wordings of every language are tried, that of the question first: a plea for help must not hang on whether its
        language was recognised.
        """
        plain = cue_text(question)
        spoken = self._spoken(plain, language)
        if spoken is not None and spoken.reason is Reason.DANGER:
            return spoken  # before all else: whoever is in danger may well write a name or a number
        if any(p.search(question.casefold()) or p.search(plain) for p in self.personal):
            return FixedReply(Reason.PERSONAL_DATA, "personal_data", said(self.personal_text, language))
        return spoken or self._ambiguous(question, plain, language)

    def _spoken(self, plain: str, language: str) -> FixedReply | None:
        for kind, patterns, texts in self.kinds:
            order = sorted(patterns, key=lambda code: code != language)
            spoken = next((code for code in order if any(p.search(plain) for p in patterns[code])), None)
            if spoken is not None:
                reason = Reason.DANGER if kind == "danger" else Reason.SMALL_TALK
                return FixedReply(reason, kind, said(texts, spoken))
        return None

    def _ambiguous(self, question: str, plain: str, language: str) -> FixedReply | None:
        for entry in self.ambiguous:
            if entry.language == language and entry.when.search(plain) and not entry.unless.search(plain):
                asked = tuple(reworded(question, choice) for choice in entry.choices)
                return FixedReply(Reason.AMBIGUOUS, "ambiguous", entry.say, asked)
        return None

    def note(self, name: str, language: str, **filled: str) -> str:
        """The sentence *name* around an answer that was not found, with its gaps *filled*."""
        return said(self.notes[name], language).format(**filled) if self.notes else ""


def reworded(question: str, replacements: Iterable[tuple[str, str]]) -> str:
    """*question* with the first of the wordings that stands in it replaced, in capitals as it was; else unchanged."""
    text = normalise(question)
    folded = folded_in_place(text)
    for wording, other in replacements:
        found = re.search(rf"\b{re.escape(folded_in_place(wording))}\b", folded)
        if found:
            start, end = found.span()
            other = other[0].upper() + other[1:] if text[start].isupper() else other
            return text[:start] + other + text[end:]
    return text


def said(texts: Mapping[str, str], language: str) -> str:
    """The text in *language*, else in English."""
    return texts.get(language) or texts["en"]


def load_fixed_replies(folder: Path) -> FixedReplies:
    """The fixed replies of the corpus *folder*.  Raises CorpusError when the file is malformed."""
    path = folder / FILE
    if not path.exists():
        return FixedReplies()
    data = load_yaml(path, dict)
    try:
        kinds = tuple(
            (
                entry["id"],
                {code: tuple(re.compile(p) for p in patterns) for code, patterns in entry["when"].items()},
                entry["say"],
            )
            for entry in data["kinds"]
        )
        personal = data["personal_data"]
        return FixedReplies(
            kinds,
            tuple(re.compile(p) for p in personal["when"]),
            personal["say"],
            tuple(_ambiguous_word(entry) for entry in data.get("ambiguous", ())),
            data["notes"],
        )
    except (KeyError, TypeError, ValueError) as error:
        raise CorpusError(
            path, None, f"the file lacks {error}", "See the comment on top of the file that ships."
        ) from None
    except re.error as error:
        raise CorpusError(path, None, f"{error.pattern!r} is no regular expression ({error})", "Correct it.") from None


def _ambiguous_word(entry: Mapping[str, Any]) -> AmbiguousWord:
    return AmbiguousWord(
        entry["language"],
        re.compile(entry["when"]),
        re.compile(entry["unless"]),
        entry["say"],
        tuple(tuple((wording, other) for wording, other in choice["replace"]) for choice in entry["choices"]),
    )
