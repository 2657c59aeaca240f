"""Quotes as a page sets them."""

from __future__ import annotations

import pytest

from assistant.answering import Assistant
from assistant.citation import cite
from assistant.guide import Kind, Passage
from assistant.reply import Quote
from web.citing import cited, markdown_text
from web.quotes import QuoteView, passage_view, view

QUESTIONS = (
    "What do I bring to get a replacement?",
    "Opening hours in summer",
    "Who may stay in the reading room?",
    "Is it true that you have to pay to join?",
    "What are the three steps of a refund?",
)


def shown(quote: QuoteView) -> str:
    """All characters that the page shows of the quote, but for white space."""
    return "".join("".join(s.text for s in line.segments) for block in quote.blocks for line in block.lines)


def squeezed(text: str) -> str:
    return "".join(text.split())


def passage(toy: Assistant, words: str) -> Passage:
    return next(p for p in toy.library.passages if words in p.text and p.answers)


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_page_shows_every_character_of_a_quote_and_no_other(toy: Assistant, question: str) -> None:
    """Whatever the form, the segments together are the quote's text."""
    for quote in toy.ask(question).quotes:
        assert squeezed(shown(view(quote, toy.library))) == squeezed(quote.text)


def test_every_passage_of_the_real_guide_can_be_shown_whole(real: Assistant) -> None:
    """Tables, lists, definitions, footnotes: nothing is lost and nothing added."""
    for one in real.library.passages:
        assert squeezed(shown(passage_view(one, real.library))) == squeezed(one.text), one.id


def test_marked_words_are_segments_of_their_own_and_are_named_in_text(toy: Assistant) -> None:
    """A screen reader that passes over the marking still gets the words."""
    words = "The card is blocked at once"
    seen = view(marked(toy, passage(toy, words), words), toy.library)
    assert [s.text for b in seen.blocks for li in b.lines for s in li.segments if s.marked] == [words]
    assert seen.marked == (words,)


def test_a_quote_that_answers_as_a_whole_is_not_marked(toy: Assistant) -> None:
    """Marking everything says nothing."""
    one = passage(toy, "The library opens at nine")
    seen = view(marked(toy, one, one.text), toy.library)
    assert seen.marked == ()
    assert not any(s.marked for b in seen.blocks for li in b.lines for s in li.segments)


def test_items_become_a_list_and_cells_keep_their_column(toy: Assistant) -> None:
    """The reader sees what kind of text it was; column headings are beside the words, not among them."""
    item = passage_view(passage(toy, "a document with your photograph"), toy.library)
    assert [b.kind for b in item.blocks] == ["items"]
    row = passage_view(next(p for p in toy.library.passages if p.kind is Kind.ROW), toy.library)
    assert [b.kind for b in row.blocks] == ["cells"]
    assert [line.heading for line in row.blocks[0].lines] == ["SEASON", "OPENS", "CLOSES"]


def marked(toy: Assistant, one: Passage, words: str) -> Quote:
    at = one.text.index(words)
    guide = toy.library.by_id[one.guide_id]
    citation = cite(guide, one, one.start, one.end)
    return Quote(one.text, ((at, at + len(words)),), one.id, 1.0, citation, one.start, one.end)


def test_a_copied_quote_carries_place_edition_and_licence(toy: Assistant) -> None:
    """In each of the forms; the words are those of the quote, unchanged."""
    quote = toy.ask("Can I get a refund for a lost book that I found?").quotes[0]
    forms = cited(quote, toy.library)
    assert forms.plain.startswith(f"“{quote.text}”\n{quote.citation.text}.")
    for form in (forms.plain, forms.markdown):
        assert "Edition 2024" in form
        assert "CC BY 4.0" in form
    assert forms.markdown.startswith("> ")
    assert "p. 12" in forms.apa


def test_apa_names_the_first_author_and_others(real: Assistant) -> None:
    """ "(Borda-Montenegro et al., 2025, p. …)" with the reference below."""
    quote = real.ask("What is servitude?").quotes[0]
    assert "(Borda-Montenegro et al., 2025, p. 38)" in cited(quote, real.library).apa


def test_apa_cites_words_that_the_guide_quotes_as_theirs(real: Assistant) -> None:
    """The Protocol's definition is the Protocol's, "as cited in" the guide."""
    one = next(p for p in real.library.passages if p.kind is Kind.QUOTATION and p.attribution)
    guide = real.library.by_id[one.guide_id]
    quote = Quote(one.text, (), one.id, 1.0, cite(guide, one, one.start, one.end), one.start, one.end)
    assert f"({one.attribution}, as cited in Borda-Montenegro et al., 2025" in cited(quote, real.library).apa


def test_apa_names_the_publisher_where_no_author_is_named(toy: Assistant) -> None:
    """A citation that begins with an organisation has no family name in it."""
    assert "(Harbour Town Library, 2024, pp. 12–13)" in cited(toy.ask("Refunds").quotes[0], toy.library).apa


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("a*b_c", r"a\*b\_c"),
        ("1. first", r"1\. first"),
        ("- item", r"\- item"),
        ("# no heading", r"\# no heading"),
        ("<b>", r"\<b\>"),
        ("b) consent; (a) means", "b) consent; (a) means"),
    ],
)
def test_markup_in_a_quote_stays_text_in_markdown(text: str, escaped: str) -> None:
    """What looks like Markdown in the guide's words is escaped."""
    assert markdown_text(text) == escaped
