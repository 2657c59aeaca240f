"""Numbered parts of a guide: which a question names, and which there are.

"Table 9" shares its words with every table: without a look at the number, a question about a part that does not exist
would be answered with one that does.  The wordings are data, `places` in `corpus/languages/<code>.yaml`: `asked` are
the patterns by which questions name a kind of part, `written` how guides in that language write it before its number.
"""

from __future__ import annotations

import re

from assistant.languages import Language
from assistant.library import Library
from assistant.query import Place
from assistant.question_form import cue_text
from assistant.text import fold_accents


def place_named(text: str, language: Language) -> Place | None:
    """The first numbered part that the question *text* names, or None."""
    plain = cue_text(text)
    found = [
        (match.start(), Place(kind, int(match["number"]), _as_typed(match.group().strip(), text)))
        for kind, wordings in language.places.items()
        if (match := re.search(wordings["asked"], plain))
    ]
    return min(found, key=lambda pair: pair[0])[1] if found else None


def _as_typed(wording: str, text: str) -> str:
    """*wording*, found in the plain form of *text*, with the capitals and accents of the text."""
    at = fold_accents(text).casefold().find(wording)
    return wording if at < 0 else text[at : at + len(wording)]


def places_of(library: Library) -> frozenset[tuple[str, int]]:
    """Every (kind, number) that stands in a guide of *library*, in its text, a heading or a label."""
    found: set[tuple[str, int]] = set()
    for guide in library.guides:
        labels = [p.label for p in guide.passages if p.label]
        text = "\n".join([guide.text, *labels, *(title for s in guide.sections for title in s.path)])
        for kind, wordings in library.languages[guide.metadata.language].places.items():
            found.update((kind, int(n)) for n in re.findall(wordings["written"], text))
    return frozenset(found)
