"""The promise behind every reply, checked: each quote is the guide's own words at the place cited, cited in full."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.guide import Guide
from assistant.library import Library
from assistant.reply import Quote, Reply


@dataclass(frozen=True, slots=True)
class Breach:
    """A quote that does not keep the promise, and what is wrong with it."""

    question: str
    """Id of the question, or the question itself."""
    passage_id: str
    problem: str


def check_replies(replies: Iterable[tuple[str, Reply]], library: Library) -> tuple[int, tuple[Breach, ...]]:
    """How many quotes there are in *replies*, and those that break the promise, in order."""
    count = 0
    breaches: list[Breach] = []
    for name, reply in replies:
        for quote in reply.quotes:
            count += 1
            breaches += (Breach(name, quote.passage_id, problem) for problem in problems(quote, library))
    return count, tuple(breaches)


def problems(quote: Quote, library: Library) -> Iterator[str]:
    """What is wrong with *quote*; nothing for one that is verbatim and fully cited."""
    guide = library.by_id.get(quote.passage_id.partition("/")[0])
    passage = guide.by_id.get(quote.passage_id) if guide else None
    if guide is None or passage is None:
        yield "its passage is in no guide"
        return
    if not is_verbatim(quote, guide):
        yield "its words do not stand at the place cited"
    if not quote.text.strip():
        yield "it is empty"
    if any(not 0 <= a < b <= len(quote.text) for a, b in quote.highlights):
        yield "it marks what is not in it"
    citation = quote.citation
    if citation.guide != guide.metadata.title or citation.section != passage.section.path:
        yield "its citation names another place than its passage"
    if citation.label != passage.label or (passage.label and passage.label not in citation.text):
        yield "its citation leaves out the table, figure or footnote"
    if passage.page is not None and (citation.page != passage.page or str(passage.page) not in citation.text):
        yield "its citation leaves out the page"
    if citation.guide not in citation.text or (citation.attribution and citation.attribution not in citation.text):
        yield "its citation names the source incompletely"
    if not citation.url.startswith(f"/guide/{guide.id}"):
        yield "its link leads elsewhere"


def is_verbatim(quote: Quote, guide: Guide) -> bool:
    """Whether the quote is `guide.text[start:end]`, or lines that stand there, in order and each a whole slice."""
    place = guide.text[quote.start : quote.end]
    if place == quote.text:
        return True
    at = 0
    for line in quote.text.split("\n"):
        at = place.find(line, at)
        if at < 0 or not line:
            return False
        at += len(line)
    return True
