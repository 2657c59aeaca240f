"""Which terms of the guide a pasted text uses, and which of its wordings the guide advises against."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.answering import Assistant
from assistant.thesaurus import LabelKind, Term
from web.terminology.advice import Reason, reasons
from web.terminology.wordings import Occurrence, counted, occurrences, sentences

LONGEST = 20_000
"""Characters that a text may have."""

_SAMPLE = 4_000
"""Characters from which the language of a text is told."""
_SOFT_BREAK = re.compile(r"\n(?=[ \t]*[^\W\d_A-ZÁÉÍÓÚÑÀÂÃÊÔÕÇ])")
"""The end of a wrapped line: the sentence goes on, in a small letter."""
_OTHER = (LabelKind.EVERYDAY, LabelKind.HIDDEN)


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of the text: plain, or of one `kind` of wording ("term", "other", "discouraged")."""

    text: str
    kind: str = ""
    advice: int = 0
    """For a discouraged wording: the number of the advice on it."""


@dataclass(frozen=True, slots=True)
class TermUsed:
    """A term with the wordings under which the text has it, as written, and how often each."""

    term: Term
    wordings: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        return sum(count for _, count in self.wordings)


@dataclass(frozen=True, slots=True)
class Advice:
    """A discouraged wording of the text, what the guide says instead, and its reason, if it gives one."""

    number: int
    wordings: tuple[tuple[str, int], ...]
    term: Term
    label: str
    """The name to use instead, in `language`."""
    language: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class TextCheck:
    """What was found in a text; nothing of it is kept."""

    text: str
    language: str
    runs: tuple[Run, ...]
    terms: tuple[TermUsed, ...]
    others: tuple[TermUsed, ...]
    """Terms that the text has under everyday words or in another spelling."""
    advice: tuple[Advice, ...]

    @property
    def discouraged(self) -> int:
        """How many different wordings the guide advises against."""
        return sum(len(a.wordings) for a in self.advice)


def plain(text: str) -> str:
    """*text* with composed letters and one kind of line end, without soft hyphens: as it is counted and checked."""
    return unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").replace("\u00ad", "").strip()


def check(assistant: Assistant, text: str) -> TextCheck:
    """The terms of the thesaurus in *text*, which has been made `plain`."""
    language = assistant.understanding.identifier.identify(text[:_SAMPLE])
    unwrapped = _SOFT_BREAK.sub(" ", text)
    found = list(occurrences(unwrapped, sentences(unwrapped), assistant.thesaurus, language))
    discouraged = [o for o in found if o.kind is LabelKind.DISCOURAGED]
    advised = tuple(
        _advice(assistant, number, used, language) for number, used in enumerate(_by_term(discouraged, text), 1)
    )
    numbers = {a.term.id: a.number for a in advised}
    return TextCheck(
        text=text,
        language=language,
        runs=tuple(_runs(text, found, numbers)),
        terms=_by_term([o for o in found if _group(o) == "term"], text),
        others=_by_term([o for o in found if _group(o) == "other"], text),
        advice=advised,
    )


def _group(one: Occurrence) -> str:
    if one.kind is LabelKind.DISCOURAGED:
        return "discouraged"
    return "other" if one.kind in _OTHER else "term"


def _by_term(found: Iterable[Occurrence], text: str) -> tuple[TermUsed, ...]:
    """The terms *found*, in the order in which the text first names them."""
    written: dict[str, list[str]] = {}
    terms: dict[str, Term] = {}
    for one in found:
        terms[one.term.id] = one.term
        written.setdefault(one.term.id, []).append(text[one.start : one.end])
    return tuple(TermUsed(terms[i], counted(written[i])) for i in terms)


def _advice(assistant: Assistant, number: int, used: TermUsed, language: str) -> Advice:
    translation = used.term.translations.get(language)
    return Advice(
        number=number,
        wordings=used.wordings,
        term=used.term,
        label=translation.label if translation else used.term.label,
        language=language if translation else "en",
        reasons=reasons(used.term, assistant.library),
    )


def _runs(text: str, found: Sequence[Occurrence], numbers: dict[str, int]) -> Iterable[Run]:
    at = 0
    for one in found:
        group = _group(one)
        if text[at : one.start]:
            yield Run(text[at : one.start])
        yield Run(text[one.start : one.end], group, numbers[one.term.id] if group == "discouraged" else 0)
        at = one.end
    if text[at:]:
        yield Run(text[at:])
