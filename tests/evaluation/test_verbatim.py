"""The check behind the promise: every quote is the guide's own words, at the place cited, and fully cited."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering import Assistant
from assistant.citation import cite
from assistant.editorial import Editorial
from assistant.evaluation.verbatim import check_replies, is_verbatim, problems
from assistant.reply import Quote


@pytest.fixture
def quote(toy: Assistant) -> Quote:
    """A quote as it should be: a row of a table, with attribution."""
    guide = toy.library.guides[0]
    passage = guide.by_id["handbook/opening-hours--winter"]
    citation = cite(guide, passage, passage.start, passage.end)
    return Quote(passage.text, ((0, 6),), passage.id, 1.0, citation, passage.start, passage.end)


def test_a_quote_as_it_should_be_has_no_problem(quote: Quote, toy: Assistant) -> None:
    """Slice, place, label, page and attribution."""
    assert list(problems(quote, toy.library)) == []


def test_lines_that_are_slices_are_verbatim(toy: Assistant) -> None:
    """A list may be quoted without what stands between its items."""
    guide = toy.library.guides[0]
    first, last = guide.by_id["handbook/opening-hours--summer"], guide.by_id["handbook/opening-hours--winter"]
    text = f"Summer\n{last.text}"
    quote = Quote(text, (), first.id, 1.0, cite(guide, first, first.start, last.end), first.start, last.end)
    assert is_verbatim(quote, guide)
    assert not is_verbatim(replace(quote, text=f"{last.text}\nSummer"), guide), "in the guide's order only"


@pytest.mark.parametrize(
    "text", ["winter\n9 a.m.\n6 p.m.", "Winter\n9 a.m.\n7 p.m.", "Winter 9 a.m. 6 p.m.", "", "Winter\n\n6 p.m."]
)
def test_a_changed_word_is_found(text: str, quote: Quote, toy: Assistant) -> None:
    """A capital, a figure, a line end: verbatim is verbatim."""
    assert "its words do not stand at the place cited" in list(
        problems(replace(quote, text=text, highlights=()), toy.library)
    )


def test_words_of_another_place_are_found(quote: Quote, toy: Assistant) -> None:
    """That they stand somewhere in the guide is not enough."""
    assert list(problems(replace(quote, start=0, end=len(quote.text)), toy.library)) == [
        "its words do not stand at the place cited"
    ]


def test_a_passage_of_no_guide_is_found(quote: Quote, toy: Assistant) -> None:
    """Nothing more can be checked then."""
    assert list(problems(replace(quote, passage_id="elsewhere/x"), toy.library)) == ["its passage is in no guide"]


def test_a_mark_beyond_the_quote_is_found(quote: Quote, toy: Assistant) -> None:
    """Highlights are spans of the quote."""
    assert list(problems(replace(quote, highlights=((0, 999),)), toy.library)) == ["it marks what is not in it"]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"section": ("3. Money",)}, "its citation names another place than its passage"),
        ({"label": None}, "its citation leaves out the table, figure or footnote"),
        ({"page": None}, "its citation leaves out the page"),
        ({"text": "Lending Library Handbook, Table 1, p. 8"}, "its citation names the source incompletely"),
        ({"url": "https://example.org/"}, "its link leads elsewhere"),
    ],
)
def test_an_incomplete_citation_is_found(change: dict[str, object], problem: str, quote: Quote, toy: Assistant) -> None:
    """Section, label, page, attribution and link all belong to it."""
    assert list(problems(replace(quote, citation=replace(quote.citation, **change)), toy.library)) == [problem]  # type: ignore[arg-type]


def test_every_quote_of_the_toy_assistant_keeps_the_promise(toy: Assistant) -> None:
    """Over all its phrases."""
    count, breaches = check_replies(((text, toy.ask(text)) for text in toy.index.every_phrase), toy.library)
    assert count >= len(toy.index.every_phrase)
    assert breaches == ()


def test_every_quote_of_the_real_assistant_keeps_the_promise(real: Assistant) -> None:
    """Over phrases from all over the guide, and from the topics that it does not cover."""
    topics = [text for t in Editorial.read(real.library).topics for texts in t.phrases.values() for text in texts]
    asked = [*real.index.every_phrase[::80], *topics[::40]]
    count, breaches = check_replies(((text, real.ask(text)) for text in asked), real.library)
    assert count
    assert breaches == ()
