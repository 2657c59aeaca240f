"""Numbered parts of a guide: which a question names, and which there are.

"Table 9" shares its words with every table: without a look at the number, a question about a part that does not exist
would be answered with one that does.  The wordings are data, `places` in `corpus/languages/<code>.yaml`: `asked` are
the patterns by which questions name a kind of part, `written` how guides in that language write it before its number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.languages import Language
from assistant.library import Library
from assistant.query import Place
from assistant.question_form import cue_text
from assistant.targets import Form, Target
from assistant.text import fold_accents

WHOLE, FIRST, MEMBER = 1.5, 1.2, 1.0
"""How much a whole table or outline stands for the part that is asked for, its first passage, and any other."""


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


Places = tuple[tuple[str, int, tuple[tuple[int, float], ...]], ...]
"""(kind, number, members) of each numbered part; its members are targets by number, each with how much it stands for
the part.
"""


def places_of(library: Library, targets: Sequence[Target]) -> Places:
    """Every numbered part that stands in a guide of *library*, in its text, a heading or a label, in order."""
    found: dict[tuple[str, int], dict[int, float]] = {}
    for guide in library.guides:
        for kind, wordings in library.languages[guide.metadata.language].places.items():
            for number in re.findall(wordings["written"], guide.text):
                found.setdefault((kind, int(number)), {})
    for n, target in enumerate(targets):
        passage = library.passage_by_id[target.passages[0]]
        language = library.languages[library.by_id[target.guide_id].metadata.language]
        row = passage.text.split("\n")[0] if passage.columns and target.form is Form.PASSAGE else ""
        for kind, wordings in language.places.items():
            for name in (passage.label or "", *passage.section.path, row):
                if match := re.match(wordings["written"], name):
                    members = found.setdefault((kind, int(match[1])), {})
                    members[n] = WHOLE if target.form is not Form.PASSAGE else MEMBER if members else FIRST
    return tuple((kind, number, tuple(members.items())) for (kind, number), members in sorted(found.items()))
