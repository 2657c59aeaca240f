"""The thesaurus's terms where the guide uses them, each leading to the passage that defines it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from xml.etree.ElementTree import Element

from assistant.analysis import WORD
from assistant.citation import cite
from assistant.guide import Guide, Passage
from assistant.library import Library
from assistant.reply import Quote
from assistant.thesaurus import LabelKind, Mention, Term, Thesaurus
from web.marking import wrap

BY_NAME = frozenset({LabelKind.PREFERRED, LabelKind.ACRONYM})
"""A term is explained where the guide calls it by its name; a looser wording may mean something else."""


def link_terms(guide: Guide, elements: Mapping[str, Element], thesaurus: Thesaurus,
               link: Callable[[Term], Element]) -> None:  # fmt: skip
    """Puts what *link* returns around the first occurrence of each defined term in each section.

    *elements* are the passages' elements by anchor.  The pages before the first chapter, where people and offices are
    named, have no terms; nor has the passage that defines the term.
    """
    language = guide.metadata.language[:2]
    seen: set[tuple[str, str]] = set()
    for passage in guide.passages:
        element = elements.get(passage.anchor)
        front = passage.section.apparatus or not isinstance(passage.section.page, int)
        if element is None or front or not passage.answers:
            continue
        for term, start, end in _named(passage, thesaurus, language):
            defines = definition_span(guide, term)
            at = passage.start + start
            if defines is None or defines[0] <= at < defines[1] or (passage.section.anchor, term.id) in seen:
                continue
            if wrap(element, passage.text, [(start, end)], lambda t=term: link(t), unbroken=True):  # type: ignore[misc]
                seen.add((passage.section.anchor, term.id))


def _named(passage: Passage, thesaurus: Thesaurus, language: str) -> Iterator[tuple[Term, int, int]]:
    """The terms that *passage* calls by name, with their place in its text."""
    text = passage.text.replace("’", "'")
    words = list(WORD.finditer(text))
    for mention in thesaurus.mentions([w.group().casefold() for w in words], language):
        start, end = words[mention.first].start(), words[mention.last - 1].end()
        named = mention.kind in BY_NAME and mention.language == language
        if named and _as_written(mention, text[start:end]):
            yield mention.term, start, end


def _as_written(mention: Mention, wording: str) -> bool:
    """Acronyms count in capitals only: "sa" is no South America."""
    return mention.kind is not LabelKind.ACRONYM or wording[:2].isupper()


def definition_span(guide: Guide, term: Term) -> tuple[int, int] | None:
    """Where *guide* defines *term*, from the first to the last character; None when it does not."""
    name = f"{guide.id}/{term.definition}"
    if name in guide.by_id:
        return guide.by_id[name].start, guide.by_id[name].end
    if name in guide.group_by_id:
        members = [guide.by_id[p] for p in guide.group_by_id[name].passages]
        return members[0].start, members[-1].end
    return None


def definition_of(term: Term, library: Library) -> Quote | None:
    """The passage or list that defines *term*, verbatim and cited; None when no guide does."""
    for guide in library.guides:
        span = definition_span(guide, term)
        if span:
            first = next(p for p in guide.passages if p.start == span[0])
            return Quote(text=guide.text[slice(*span)], highlights=(), passage_id=first.id, score=0.0,
                         citation=cite(guide, first, *span), start=span[0], end=span[1],
                         language=guide.metadata.language)  # fmt: skip
    return None
