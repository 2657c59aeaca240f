"""Citations hold up in a memo: guide, chapter, section, label, page, and whose words they are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering import Assistant
from assistant.citation import cite, in_text_attribution, page_text
from assistant.guide import Guide, Passage


@pytest.fixture
def guide(toy: Assistant) -> Guide:
    """The handbook of the lending library."""
    return toy.library.by_id["handbook"]


def text_of(guide: Guide, passage: Passage) -> str:
    """The citation of a whole passage, in words."""
    return cite(guide, passage, passage.start, passage.end).text


@pytest.mark.parametrize(("anchor", "text"), [
    ("visiting--the-library-stands-at-the-old", "Lending Library Handbook, 2. Visiting, p. 7"),
    ("late-returns--a-book-that-comes-back-late", "Lending Library Handbook, ch. 3, Late returns, p. 11"),
    ("lost-card--report-a-lost-card-at-the", "Lending Library Handbook, ch. 1, Lost card, p. 4"),
    ("lost-card--a-document-with-your-photograph", "Lending Library Handbook, ch. 1, Lost card, pp. 4–5"),
    ("myths--you-have-to-pay-to-join", "Lending Library Handbook, ch. 3, Myths, Table 2, p. 13"),
    ("opening-hours--winter", "Lending Library Handbook, ch. 2, Opening hours, Table 1, p. 8"
                              " (citing Harbour Town Council (2023))"),
    ("reading-room--whoever-reads-in-silence-may-stay",
     "Harbour Town Charter, 1898: 12, quoted in Lending Library Handbook, ch. 2, Reading room, pp. 9–11"),
    ("lost-card--children-are-readers-who-have-not", "Lending Library Handbook, ch. 1, Lost card, Footnote 1, p. 4"),
])
def test_a_citation_names_every_place_on_the_way(anchor: str, text: str, guide: Guide) -> None:
    """Guide, chapter, section, label, page; other people's words are cited as theirs."""
    assert text_of(guide, guide.by_id[f"handbook/{anchor}"]) == text


def test_the_link_leads_to_the_passage_and_marks_the_words(guide: Guide) -> None:
    """The span of the words, and the anchor under which the reader page has the passage."""
    passage = guide.by_id["handbook/opening-hours--winter"]
    citation = cite(guide, passage, passage.start, passage.start + 6)
    assert citation.url == f"/guide/handbook?mark={passage.start}-{passage.start + 6}#opening-hours--winter"
    assert 'id="opening-hours--winter"' in guide.html


def test_the_parts_of_a_citation_are_given_one_by_one_too(guide: Guide) -> None:
    """For programs: section path, label, page and attribution."""
    passage = guide.by_id["handbook/opening-hours--winter"]
    citation = cite(guide, passage, passage.start, passage.end)
    assert citation.guide == "Lending Library Handbook"
    assert citation.section == ("2. Visiting", "Opening hours")
    assert (citation.label, citation.page, citation.attribution) == ("Table 1", 8, "Harbour Town Council (2023)")


def test_a_passage_without_page_or_label_is_cited_without(guide: Guide) -> None:
    """Nothing is made up."""
    passage = replace(guide.by_id["handbook/late-returns--a-book-that-comes-back-late"], page=None)
    assert text_of(guide, passage) == "Lending Library Handbook, ch. 3, Late returns"


@pytest.mark.parametrize(("sentence", "whom"), [
    ("Women are most (UNODC, 2023: 44).", "UNODC, 2023: 44"),
    ("It is so (UNSDG, n.d.).", "UNSDG, n.d."),
    ("One (UNODC, 2004), two (ILO, 2022), one again (UNODC, 2004).", "UNODC, 2004; ILO, 2022"),
    ("As said (Savoca, Vásquez, and Hidalgo, 2022).", "Savoca, Vásquez, and Hidalgo, 2022"),
    ("Adopted (in 2003) in Palermo.", None),
    ("The guidelines (LAC) say so.", None),
    ("Between two years (2019, 2020).", None),
    ("Nobody is cited.", None),
    ("", None),
])
def test_whom_a_sentence_cites_in_brackets_is_its_attribution(sentence: str, whom: str | None) -> None:
    """Authors and year; brackets that only explain are none."""
    assert in_text_attribution(sentence) == whom


def test_the_passages_own_attribution_goes_before_that_in_brackets(guide: Guide) -> None:
    """A source line speaks for the whole table."""
    passage = guide.by_id["handbook/opening-hours--winter"]
    cited = replace(guide, text=guide.text[: passage.start] + "(UN, 2001)" + guide.text[passage.start + 10 :])
    assert cite(cited, passage, passage.start, passage.end).attribution == "Harbour Town Council (2023)"


@pytest.mark.parametrize(("page", "end", "text"), [
    (38, None, "p. 38"), (40, 41, "pp. 40–41"), ("xiii", None, "p. xiii"), (None, None, None), (None, 41, None),
])
def test_pages_are_written_as_printed(page: int | str | None, end: int | None, text: str | None) -> None:
    """A range where the contents do not tell the page; roman numbers as they are."""
    assert page_text(page, end) == text


def test_every_answering_passage_of_the_guide_can_be_cited(real: Assistant) -> None:
    """With guide, section and page, and an address on the reader page."""
    for guide in real.library.guides:
        for passage in (p for p in guide.passages if p.answers):
            citation = cite(guide, passage, passage.start, passage.end)
            assert citation.text.startswith((guide.metadata.title, str(citation.attribution)))
            front = passage.section.path[0] == guide.sections[0].title
            assert citation.page is not None or front, "only the first leaves bear no number"
            assert f'id="{passage.anchor}"' in guide.html or f'data-passage="{passage.anchor}"' in guide.html
