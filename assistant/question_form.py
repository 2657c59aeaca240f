"""What form of answer a question asks for, read from the cue words of its language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from assistant.languages import Language
from assistant.query import Asks
from assistant.text import fold_accents, folded_in_place, normalise

_ASKS = {
    "list": Asks.LIST,
    "comparison": Asks.COMPARISON,
    "example": Asks.EXAMPLE,
    "meaning": Asks.MEANING,
    "number": Asks.NUMBER,
    "reason": Asks.REASON,
    "citation": Asks.CITATION,
    "label": Asks.LABEL,
}


@dataclass(frozen=True, slots=True)
class QuestionForm:
    """The form of one question: what it asks for, and what its cue words say of an order or of the conversation."""

    asks: frozenset[Asks]
    ordinal: int | None
    follows_up: bool
    """It has a word that can point back ("it", "that one", "and …")."""
    strongly: bool
    """It can hardly be understood alone ("what about men?")."""
    year_step: int
    """+1 for "the year after", -1 for "the year before", else 0."""
    cue_words: frozenset[str] = frozenset()
    """The words, without accents, that name a place in an order ("the last")."""
    step_words: frozenset[str] = frozenset()
    """The words, without accents, that ask for the next one, the one before, or another."""
    step: int = 0
    """+1 for "the next one", -1 for "the one before", else 0."""
    another: bool = False
    """It asks for one more of the same kind ("another example")."""
    again: bool = False
    """It asks for the answer before once more: its page, or in simpler words."""
    number: int | None = None
    """The number, where the question is hardly more than that ("and number 8?")."""
    names_guide: bool = False
    """It names the guide itself ("this publication")."""
    age: int | None = None
    """The age in years of a person that the question is about ("she is 16")."""

    def places(self, word: str) -> bool:
        """Whether *word*, with or without its accents, names a place in an order ("last", "último")."""
        return fold_accents(word) in self.cue_words

    def steps(self, word: str) -> bool:
        """Whether *word* asks for the next one, the one before, or another."""
        return fold_accents(word) in self.step_words


def question_form(text: str, language: Language) -> QuestionForm:
    """The form of the question *text*; cues are looked for without case and accents."""
    plain = cue_text(text)
    cues = language.cues

    def match(name: str) -> re.Match[str] | None:
        return next((m for p in cues.get(name, ()) if (m := _pattern(p).search(plain))), None)

    def says(name: str) -> bool:
        return match(name) is not None

    ordinals: Mapping[int, str] = cues.get("ordinals", {})
    placed = next(((int(n), m) for n, pattern in ordinals.items() if (m := _pattern(pattern).search(plain))), None)
    ordinal = placed[0] if placed else None
    asks = {ask for name, ask in _ASKS.items() if says(name)}
    if ordinal is not None:
        asks.add(Asks.ORDINAL)
    year_step = 1 if says("year_after") else -1 if says("year_before") else 0
    step = 1 if says("next_item") else -1 if says("previous_item") else 0
    aged, numbered = match("age"), match("only_number")
    return QuestionForm(
        asks=frozenset(asks),
        ordinal=ordinal,
        follows_up=says("followup"),
        strongly=says("strong_followup") or year_step != 0 or step != 0,
        year_step=year_step,
        cue_words=_said_by(placed[1] if placed else None),
        step_words=_said_by(match("next_item"), match("previous_item"), match("another")),
        step=step,
        another=says("another"),
        again=says("again"),
        number=int(numbered["number"]) if numbered else None,
        names_guide=says("the_guide"),
        age=int(aged["age"]) if aged else None,
    )


def heard(text: str, language: Language) -> str:
    """*text* without what says nothing of the question ("hello,", "thanks."), unless nothing else is said."""
    rest, plain = text, folded_in_place(text)
    for pattern in language.cues.get("says_nothing", ()):
        while match := _pattern(pattern).search(plain):
            shorter = normalise(f"{rest[: match.start()]} {rest[match.end() :]}").replace("¿ ", "¿")
            if not re.search(r"\w", shorter):
                return rest
            rest, plain = shorter, folded_in_place(shorter)
    return rest


def _said_by(*matches: re.Match[str] | None) -> frozenset[str]:
    return frozenset(word for match in matches if match for word in re.findall(r"\w+", match.group()))


def cue_words(language: Language) -> frozenset[str]:
    """The words of a language's cues, without accents: they are spelt right although no guide may use them."""
    found: set[str] = set()
    for patterns in language.cues.values():
        for pattern in patterns.values() if isinstance(patterns, Mapping) else patterns:
            found.update(re.findall(r"[^\W\d_]{2,}(?!\\w)", re.sub(r"\\b", " ", pattern)))
    return frozenset(found)


def cue_text(text: str) -> str:
    """*text* as cues are compared: lower case, no accents, no opening marks, a blank for an apostrophe ("i m").

    A lone "é" becomes "eh", as it is often typed: without its accent Portuguese "is" would read as "and".
    """
    lower = re.sub(r"\bé\b", "eh", normalise(text).casefold())
    return normalise(fold_accents(lower).replace("'", " ")).lstrip("¿¡ \"")


@lru_cache(maxsize=1024)
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
