"""Every use of a term in a guide, section by section."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, islice

from assistant.analysis import words
from assistant.citation import page_text
from assistant.guide import Guide, Passage, Section
from assistant.sentences import sentence_spans
from assistant.text import fold_accents
from assistant.thesaurus import Term, Thesaurus
from web.terminology.wordings import Occurrence, Sentence, counted, everyday, named, occurrences, sentences

ROUND = 90
"""Characters shown on either side of the wording, where its sentence is longer than that."""


@dataclass(frozen=True, slots=True)
class Use:
    """One use: `before`, `wording` and `after` are a slice of the guide's text; cut where the sentence goes on."""

    before: str
    wording: str
    after: str
    cut_before: bool
    cut_after: bool
    place: str
    """Label and page: "Table 4, p. 38"; empty where the guide's contents tell neither."""
    url: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SectionUses:
    """The uses in one section, in guide order."""

    section: Section
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class Concordance:
    """All uses in one guide; `wordings` tells how the guide writes them and how often, the most frequent first."""

    guide: Guide
    sections: tuple[SectionUses, ...]
    wordings: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        return sum(len(s.uses) for s in self.sections)


def uses_of(term: Term, guide: Guide) -> Concordance:
    """Every place where *guide* names *term*, whatever longer expression it is part of."""
    return _concordance(guide, named_in(term, guide))


def everyday_uses_of(term: Term, guide: Guide) -> Concordance:
    """Every place where *guide* uses an everyday word that leads to *term* and does not name the term itself."""
    found = _found(guide, everyday(term, guide.metadata.language))
    taken = [(o.start, o.end) for o in named_in(term, guide)] if found else []
    return _concordance(guide, [o for o in found if not any(a < o.end and o.start < b for a, b in taken)])


def named_in(term: Term, guide: Guide) -> list[Occurrence]:
    """The places where *guide* names *term*, in the order of its text."""
    return _found(guide, named(term, guide.metadata.language))


def _found(guide: Guide, labels: Thesaurus) -> list[Occurrence]:
    begins = {_begin(w) for term in labels.terms for text, _, _ in term.labels() for w in islice(words(text), 1)}
    said = [sentence for sentence, beginnings in _sentences(guide.text) if begins & beginnings]
    return list(occurrences(guide.text, said, labels, guide.metadata.language))


@lru_cache(maxsize=8)
def _sentences(text: str) -> tuple[tuple[Sentence, frozenset[str]], ...]:
    """The sentences of a guide, which never changes, each with how its words begin.

    Most sentences have no word that begins like any label of a term, and need not be searched for it.
    """
    return tuple((sentence, frozenset(map(_begin, sentence.words))) for sentence in sentences(text))


def _begin(word: str) -> str:
    """Letters that all spellings and forms of a word share, as the thesaurus compares them."""
    return fold_accents(word[:3])


def _concordance(guide: Guide, found: list[Occurrence]) -> Concordance:
    unsorted: list[Section | Passage] = [*guide.sections, *guide.passages]
    places = sorted(unsorted, key=lambda place: place.start)
    starts = [place.start for place in places]
    order = {section.anchor: n for n, section in enumerate(guide.sections)}
    placed = []
    for one in found:
        place = places[bisect_right(starts, one.start) - 1]
        section = place if isinstance(place, Section) else place.section
        placed.append((order[section.anchor], _use(guide, place, one)))
    # A footnote stands at the end of the text, but belongs to the section that bears it.
    placed.sort(key=lambda p: (p[0], p[1].start))
    sections = tuple(
        SectionUses(guide.sections[n], tuple(use for _, use in run)) for n, run in groupby(placed, key=lambda p: p[0])
    )
    return Concordance(guide, sections, counted(guide.text[o.start : o.end] for o in found))


def _use(guide: Guide, place: Section | Passage, one: Occurrence) -> Use:
    text = guide.text[place.start : place.end]
    start, end = one.start - place.start, one.end - place.start
    first, last = next((a, b) for a, b in sentence_spans(text) if a <= start < b)
    last = max(last, end)
    begin = first if start - first <= ROUND else _after_blank(text, start - ROUND, start)
    stop = last if last - end <= ROUND else _before_blank(text, end, end + ROUND)
    label = place.label if isinstance(place, Passage) else None
    pages = page_text(place.page, place.page_end if isinstance(place, Passage) else None)
    return Use(
        before=text[begin:start],
        wording=text[start:end],
        after=text[end:stop],
        cut_before=begin > first,
        cut_after=stop < last,
        place=", ".join(part for part in (label, pages) if part),
        url=f"/guide/{guide.id}?mark={one.start}-{one.end}#{place.anchor}",
        start=one.start,
        end=one.end,
    )


def _after_blank(text: str, at: int, latest: int) -> int:
    blank = text.find(" ", at, latest)
    return at if blank < 0 else blank + 1


def _before_blank(text: str, earliest: int, at: int) -> int:
    blank = text.rfind(" ", earliest, at)
    return at if blank < 0 else blank
