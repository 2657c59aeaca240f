"""A guide's Markdown becomes sections, passages and groups; nothing of it is lost, and its ids stay."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tests.strategies  # noqa: F401 (settles how Hypothesis runs)
from assistant.checks import check_source
from assistant.errors import CorpusError
from assistant.guide import Guide, Kind, Passage
from assistant.parsing import parse_guide

SOURCE = (Path(__file__).parent / "toy" / "handbook" / "guide.md").read_text(encoding="utf-8")
HEAD = SOURCE.partition("\n\n")[0]


@pytest.fixture(scope="module")
def handbook() -> Guide:
    """The handbook of the lending library."""
    return parse_guide("handbook", SOURCE)


def guide_of(body: str, file: Path | None = None) -> Guide:
    """A guide of one chapter, "Odd", which holds *body*."""
    return parse_guide("g", f"{HEAD}\n\n# Odd {{: #odd page=\"3\" }}\n\n{body}\n", file)


def shown(guide: Guide) -> list[tuple[str, str]]:
    """Kind and text of every passage."""
    return [(str(p.kind), p.text) for p in guide.passages]


def letters(text: str) -> str:
    """*text* without white space."""
    return "".join(text.split())


def passage(guide: Guide, anchor: str) -> Passage:
    """The passage with this *anchor*."""
    return guide.by_id[f"{guide.id}/{anchor}"]


# -- what a guide says of itself -----------------------------------------------------------------------------------
def test_the_head_of_the_file_is_the_guides_metadata(handbook: Guide) -> None:
    """Title, language, publishers, year, licence and citation."""
    about = handbook.metadata
    assert (about.title, about.language, about.year) == ("Lending Library Handbook", "en", 2024)
    assert about.publisher == ("Harbour Town Library",)
    assert about.licence == "CC BY 4.0"
    assert about.citation.startswith("Harbour Town Library. (2024)")
    assert about.counterpart_of is None


def test_a_publisher_a_line() -> None:
    """A further line of a value is indented."""
    source = SOURCE.replace("publisher: Harbour Town Library", "publisher: One House\n    Another House")
    assert parse_guide("g", source).metadata.publisher == ("One House", "Another House")


# -- sections --------------------------------------------------------------------------------------------------------
def test_sections_have_path_anchor_page_and_span(handbook: Guide) -> None:
    """A section inherits the page of the chapter where it has none of its own."""
    section = handbook.section_by_anchor["lost-card"]
    assert section.path == ("1. Your Card", "Lost card")
    assert (section.level, section.page) == (2, 4)
    assert handbook.text[section.start : section.end] == "Lost card"


def test_a_heading_without_an_id_gets_one_of_its_words() -> None:
    """So that it can be linked to all the same."""
    guide = guide_of("## Who may — ever — come?\n\nAll.")
    assert guide.sections[-1].anchor == "who-may-ever-come"
    assert guide.passages[-1].id == "g/who-may-ever-come--all"


def test_a_chapter_ends_the_sections_of_the_one_before(handbook: Guide) -> None:
    """Paths never lead through a neighbour."""
    assert handbook.section_by_anchor["visiting"].path == ("2. Visiting",)


# -- spans -----------------------------------------------------------------------------------------------------------
def test_every_passage_is_a_slice_of_the_text(handbook: Guide) -> None:
    """`guide.text[start:end] == text`, and the same for the cells of a row."""
    for p in handbook.passages:
        assert handbook.text[p.start : p.end] == p.text
        assert "\n".join(handbook.text[s:e] for _, s, e in p.columns) in ("", p.text)


def test_passages_and_headings_cover_the_whole_text(handbook: Guide) -> None:
    """Only white space stands between them."""
    spans = sorted((x.start, x.end) for x in (*handbook.passages, *handbook.sections))
    assert all(one[1] <= next_one[0] for one, next_one in pairwise(spans))
    assert letters("".join(handbook.text[s:e] for s, e in spans)) == letters(handbook.text)


# -- ids -------------------------------------------------------------------------------------------------------------
def test_an_insertion_renames_nothing_else(handbook: Guide) -> None:
    """Phrases, links and notes of an editor stay where they belong."""
    more = SOURCE.replace("The library stands at the old harbour",
                          "A new first paragraph.\n\n- a new\n- list\n\nThe library stands at the old harbour")
    changed = parse_guide("handbook", more.replace("- the fee, in coins.", "- one more thing;\n- the fee, in coins."))
    assert {p.id for p in handbook.passages} < {p.id for p in changed.passages}
    assert {g.id for g in handbook.groups} < {g.id for g in changed.groups}


def test_the_same_words_twice_get_two_ids() -> None:
    """Within a section a number tells them apart; across sections the anchor does."""
    guide = guide_of("Say it.\n\nSay it.\n\n## Two\n\nSay it.")
    assert [p.id for p in guide.passages] == ["g/odd--say-it", "g/odd--say-it-2", "g/two--say-it"]


def test_an_id_of_the_editors_own_is_taken() -> None:
    """On a paragraph as on a caption."""
    assert guide_of("Say it.\n{: #mine }").passages[0].id == "g/mine"


def test_ids_stand_in_the_readers_page(handbook: Guide) -> None:
    """Each passage can be linked to; a footnote keeps the id that its mark links to."""
    for p in handbook.passages:
        assert f'data-passage="{p.anchor}"' in handbook.html
    assert 'id="lost-card--to-get-a-replacement-bring"' in handbook.html
    assert 'id="fn:1"' in handbook.html


# -- text as a reader sees it ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(("markdown", "text"), [
    ("Fish & chips, R&D", "Fish & chips, R&D"),
    ("*Old* **harbour** [ferry](https://example.org/?a=1&b=2)", "Old harbour ferry"),
    ("<https://example.org/?a=1&b=2>", "https://example.org/?a=1&b=2"),
    ("two\nlines", "two lines"),
    ("first<br>second<br/>third<br />fourth", "first\nsecond\nthird\nfourth"),
    (r"a \* star and a \_ line", "a * star and a _ line"),
    ("“quotes” – dashes — ellipsis… ñ á", "“quotes” – dashes — ellipsis… ñ á"),
    ("5 < 6 and 7 > 6", "5 < 6 and 7 > 6"),
    ("&copy; 2024&nbsp;&mdash; five &lt; six &#233;, R&amp;D, R&D; Q&A;", "© 2024 — five < six é, R&D, R&D; Q&A;"),
    ("many    blanks\tand tabs", "many blanks and tabs"),
])
def test_a_passage_holds_the_words_that_a_reader_sees(markdown: str, text: str) -> None:
    """Markup is gone, ampersands are themselves, a line break is a line break."""
    assert shown(guide_of(markdown)) == [("paragraph", text)]


def test_an_ampersand_reaches_the_page_escaped_once() -> None:
    """The reader's browser shows what the passage holds."""
    assert "Fish &amp; chips" in guide_of("Fish & chips").html


# -- lists -----------------------------------------------------------------------------------------------------------
def test_a_list_is_a_group_of_its_items_with_what_leads_in(handbook: Guide) -> None:
    """The lead-in is indexed with each item and is no answer by itself."""
    group = handbook.group_by_id["handbook/lost-card--list"]
    assert [handbook.by_id[p].text for p in group.passages] == [
        "a document with your photograph;", "a letter or bill with your address;", "the fee, in coins."]
    assert group.lead_in == "handbook/lost-card--to-get-a-replacement-bring"
    assert handbook.by_id[group.lead_in].kind is Kind.LEAD_IN
    assert not handbook.by_id[group.lead_in].answers
    assert all(handbook.by_id[p].context == ("To get a replacement, bring:",) for p in group.passages)


def test_of_a_longer_paragraph_only_the_last_sentence_leads_in() -> None:
    """The paragraph stays an answer."""
    guide = guide_of("The desk is open. It takes:\n\n- cards\n- coins")
    assert [str(p.kind) for p in guide.passages] == ["paragraph", "item", "item"]
    assert guide.groups[0].lead_in == guide.passages[0].id


def test_a_list_in_a_list_is_a_group_of_its_own() -> None:
    """An item that ends in a colon leads in to it."""
    guide = guide_of("- rooms:\n    - reading room\n    - archive\n- garden")
    assert shown(guide) == [("lead-in", "rooms:"), ("item", "reading room"), ("item", "archive"), ("item", "garden")]
    groups = [[guide.by_id[p].text for p in g.passages] for g in guide.groups]
    assert groups == [["garden"], ["reading room", "archive"]]


def test_a_second_paragraph_of_an_item_belongs_to_the_list() -> None:
    """It is quoted with the whole list, and nothing of it is lost."""
    guide = guide_of("- first\n\n    and more of it\n\n- second")
    assert shown(guide) == [("item", "first"), ("item", "and more of it"), ("item", "second")]
    assert len(guide.groups[0].passages) == 3


def test_an_empty_item_is_no_passage() -> None:
    """Nothing cannot be quoted."""
    assert shown(guide_of("1. one\n2. \n3. two")) == [("item", "one"), ("item", "two")]


# -- definitions and quotations --------------------------------------------------------------------------------------
def test_items_under_a_heading_of_definitions_define_their_bold_words(handbook: Guide) -> None:
    """The term is what stands before the colon."""
    reader = passage(handbook, "terms--reader-a-person-who-holds-a")
    assert (reader.kind, reader.term) == (Kind.DEFINITION, "Reader")
    assert reader.text == "Reader: A person who holds a valid card of the library."


def test_a_quotation_inside_a_definition_is_the_quoted_ones() -> None:
    """It defines the same term, in words that are cited as theirs."""
    guide = guide_of("## Terms {: #terms .definitions }\n\n- **Loan:** The charter says:\n\n"
                     "    > To lend is to trust.\n    > {: cite=\"Charter, 1898: 3\" }\n\n- **Card:** A piece.")
    assert shown(guide) == [("definition", "Loan: The charter says:"), ("quotation", "To lend is to trust."),
                            ("definition", "Card: A piece.")]
    quoted = guide.passages[1]
    assert (quoted.term, quoted.attribution) == ("Loan", "Charter, 1898: 3")
    assert quoted.context == ("Loan: The charter says:",)


def test_a_block_quotation_is_attributed(handbook: Guide) -> None:
    """Other people's words carry whose they are."""
    quoted = passage(handbook, "reading-room--whoever-reads-in-silence-may-stay")
    assert (quoted.kind, quoted.attribution) == (Kind.QUOTATION, "Harbour Town Charter, 1898: 12")


def test_a_quotation_of_several_paragraphs_is_a_group() -> None:
    """So that it can be quoted whole."""
    guide = guide_of("> One.\n>\n> Two.")
    assert guide.groups[0].kind == "quotation"
    assert len(guide.groups[0].passages) == 2


def test_a_pull_quote_is_never_an_answer(handbook: Guide) -> None:
    """It repeats what stands elsewhere."""
    pulled = passage(handbook, "lost-card--a-blocked-card-cannot-be-opened")
    assert pulled.kind is Kind.PULL_QUOTE
    assert not pulled.answers


# -- tables ----------------------------------------------------------------------------------------------------------
def test_a_row_knows_its_label_columns_and_context(handbook: Guide) -> None:
    """Caption and header are indexed with it, not quoted."""
    row = passage(handbook, "opening-hours--winter")
    assert row.text == "Winter\n9 a.m.\n6 p.m."
    assert (row.label, row.page, row.attribution, row.named) == ("Table 1", 8, "Harbour Town Council (2023)", True)
    assert row.context == ("TABLE 1. Opening Hours by Season", "SEASON", "OPENS", "CLOSES")
    assert [(h, handbook.text[s:e]) for h, s, e in row.columns] == [
        ("SEASON", "Winter"), ("OPENS", "9 a.m."), ("CLOSES", "6 p.m.")]


def test_a_table_is_a_group_under_its_captions_anchor(handbook: Guide) -> None:
    """Its caption introduces it."""
    group = handbook.group_by_id["handbook/table-1"]
    assert (group.kind, group.caption, len(group.passages)) == ("table", "handbook/table-1", 2)


def test_a_row_that_continues_another_knows_it_without_repeating_it() -> None:
    """An empty first cell stands for the one above; the same for the row after that."""
    rows = ["| Review | by experts |", "| | by states |", "| | by all |", "| Print | it |"]
    guide = guide_of("\n".join(["| STAGE | WHAT |", "|---|---|", *rows]))
    found = [p for p in guide.passages if p.kind is Kind.ROW]
    assert [r.text for r in found] == ["Review\nby experts", "by states", "by all", "Print\nit"]
    assert [r.named for r in found] == [True, False, False, True]
    assert all("Review" in r.context for r in found[1:3])
    assert "Review" not in found[3].context


def test_cells_hold_lines_bars_and_ampersands() -> None:
    """A bar inside a cell is written with a backslash."""
    guide = guide_of("| A | B |\n|---|---|\n| one<br>two & three | x \\| y |")
    row = guide.passages[-1]
    assert row.text == "one\ntwo & three\nx | y"
    assert [guide.text[s:e] for _, s, e in row.columns] == ["one\ntwo & three", "x | y"]


def test_an_empty_row_is_no_passage() -> None:
    """A table of nothing but lines to fill in has none."""
    assert [p.kind for p in guide_of("| A | B |\n|---|---|\n| | |").passages] == [Kind.HEADER]


# -- figures and footnotes -------------------------------------------------------------------------------------------
def test_a_figure_is_its_caption(handbook: Guide) -> None:
    """With label and page; the picture itself is not in the text."""
    figure = passage(handbook, "figure-1")
    assert (figure.kind, figure.label, figure.page) == (Kind.FIGURE, "Figure 1", 8)


def test_a_footnote_stands_in_the_section_that_bears_its_mark(handbook: Guide) -> None:
    """Its mark and the link back are no words of the guide."""
    note = next(p for p in handbook.passages if p.kind is Kind.FOOTNOTE)
    assert (note.label, note.section.anchor, note.page) == ("Footnote 1", "lost-card", 4)
    assert note.text == "Children are readers who have not yet had their fourteenth birthday."
    assert passage(handbook, "lost-card--report-a-lost-card-at-the").text.endswith("children pay nothing.")


def test_pages_are_exact_or_a_range(handbook: Guide) -> None:
    """The first passage under a heading with a page stands there; a later one may stand on the pages up to the next."""
    first = passage(handbook, "lost-card--report-a-lost-card-at-the")
    later = passage(handbook, "lost-card--the-fee-in-coins")
    assert (first.page, first.page_end) == (4, None)
    assert (later.page, later.page_end) == (4, 5)


# -- nothing is lost -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("body", "lost"), [
    ("Text.\n\n    indented by mistake, as code", "indented by mistake, as code"),
    ("> quoted\n>\n> - listed in it", "listed in it"),
    ("- item\n\n    | A | B |\n    |---|---|\n    | x | y |", "A B x y"),
    ("- item\n\n    ## heading in it", "heading in it"),
])
def test_text_of_which_no_passage_would_be_made_is_an_error(body: str, lost: str) -> None:
    """It names file and line, for what cannot be quoted must not stand in the reader's page either."""
    with pytest.raises(CorpusError, match=rf"guide\.md:\d+: no passage is made of “{lost}”\. Write it") as error:
        guide_of(body, Path("g/guide.md"))
    first_of_body = HEAD.count("\n") + 5
    assert error.value.line == first_of_body + body.count("\n", 0, body.index(lost.split()[0]))


@pytest.mark.parametrize("html", ["a <b>bold</b> word", "<div>", "a <!-- note -->", "</p>",
                                  "<p class='x'>", "<span style=\"color: red\">x</span>"])
def test_html_is_refused_with_line_and_remedy(html: str) -> None:
    """A quote could only show it as letters; a line break is the exception."""
    with pytest.raises(CorpusError, match=r"guide\.md:\d+: '.*' is HTML.*Write the character itself, or Markdown"):
        check_source(Path("guide.md"), f"{HEAD}\n\n# Odd\n\nText.\n\n{html}\n")


@pytest.mark.parametrize("text", ["a<br>b<br/>c<br />d", "<https://example.org/?a=1&b=2>", "<desk@example.org>",
                                  "R&D; &copy;", "5 < 6", "Fish & chips; peas"])
def test_what_only_looks_like_html_is_taken(text: str) -> None:
    """Line breaks, addresses and signs."""
    check_source(Path("guide.md"), f"{HEAD}\n\n# Odd\n\n{text}\n")


@pytest.mark.parametrize("text", ["- one\n-\n- two", "- one\n- \n- two", "A title\n====", "A title\n---"])
def test_a_line_that_would_make_a_heading_of_the_one_above_is_refused(text: str) -> None:
    """Most often it is an item that was left empty."""
    with pytest.raises(CorpusError, match=r"guide\.md:15: this line makes a heading of the one above it\. Write '## "):
        check_source(Path("guide.md"), f"{HEAD}\n\n# Odd\n\n{text}\n")


BLOCKS = st.sampled_from([
    "A paragraph of words.", "It takes:", "- one\n- two", "1. first\n2. second\n    - inner", "> Quoted words.",
    "| A | B |\n|---|---|\n| x | y |\n| | z |", "## Heading", "### Deeper", "- **Term:** meaning",
    "Fish & chips<br>peas",
    "TABLE 9. Things\n{: .caption }", "FIGURE 9. A thing\n{: .figure }", "Source: Authors.\n{: .source }",
    "> Pulled.\n> {: .pull-quote }", "- item:\n    - a\n    - b\n- last\n\n    with more",
])


@given(st.lists(BLOCKS, max_size=8))
def test_any_order_of_blocks_keeps_every_promise(blocks: list[str]) -> None:
    """Slices, unique ids, nothing lost, groups of passages that exist and answer."""
    guide = guide_of("\n\n".join(blocks))
    assert all(guide.text[p.start : p.end] == p.text != "" for p in guide.passages)
    assert len({p.id for p in guide.passages}) == len(guide.passages)
    assert all(guide.by_id[p].group == g.id and guide.by_id[p].answers for g in guide.groups for p in g.passages)
    parts = [*(p.text for p in guide.passages), *(s.title for s in guide.sections)]
    assert sorted(letters("".join(parts))) == sorted(letters(guide.text))
