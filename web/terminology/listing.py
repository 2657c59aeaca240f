"""All terms and acronyms from A to Z, in one of the languages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from assistant.text import fold_accents
from assistant.thesaurus import Term, Thesaurus


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list: a name of the term, in `language`, or an acronym that stands for it."""

    text: str
    language: str
    term: Term
    acronym: bool


@dataclass(frozen=True, slots=True)
class Letter:
    """The entries that begin with one letter; signs and figures stand under "#"."""

    letter: str
    entries: tuple[Entry, ...]


def a_to_z(thesaurus: Thesaurus, language: str) -> tuple[Letter, ...]:
    """Every term and acronym by its name in *language*; in English where it has none in *language*."""
    entries = sorted((e for term in thesaurus.terms for e in _entries(term, language)), key=_order)
    return tuple(Letter(letter, tuple(run)) for letter, run in groupby(entries, key=_letter))


def _entries(term: Term, language: str) -> Iterator[Entry]:
    translation = term.translations.get(language)
    if translation:
        yield Entry(translation.label, language, term, False)
    else:
        yield Entry(term.label, "en", term, False)
    for acronym in acronyms(term):
        yield Entry(acronym, "en", term, True)


def acronyms(term: Term) -> tuple[str, ...]:
    """The acronyms of *term* that differ by more than a blank or a plural s, and do not begin its label anyway."""
    distinct = {a.replace(" ", "").removesuffix("s"): a for a in reversed(term.acronyms)}
    return tuple(a for a in term.acronyms if a in distinct.values() and not term.label.startswith(a))


def _order(entry: Entry) -> tuple[bool, str]:
    return _letter(entry) == "#", fold_accents(entry.text).casefold()


def _letter(entry: Entry) -> str:
    first = fold_accents(entry.text[:1]).upper()
    return first if first.isalpha() else "#"
