"""From offsets into a guide's text to the marks on its page."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering import Assistant
from web.marking import read_marks, wrap, write_marks
from web.markup import html_of, parse

LETTERS = st.text(alphabet="ab <&é\n", max_size=12)


def mark() -> Element:
    return Element("mark")


@pytest.mark.parametrize(
    ("given_marks", "read"),
    [
        ("3-8", ((3, 8),)),
        ("20-30,3-8", ((3, 8), (20, 30))),
        ("3-8,8-12,11-20", ((3, 20),)),
        (" 3-8 , x , 9-9 , 50-101 ", ((3, 8),)),
        ("8-3", ()),
        ("-3-8", ()),
        ("3-", ()),
        ("", ()),
        ("99999999999-99999999999999999999", ()),
        ("٣-٨", ((3, 8),)),
        ("<script>", ()),
    ],
)
def test_only_ranges_within_the_text_are_marks(given_marks: str, read: tuple[tuple[int, int], ...]) -> None:
    """What is no range, empty, backwards or beyond the end is ignored; ranges that touch are joined."""
    assert read_marks(given_marks, 100) == read


@given(st.lists(st.tuples(st.integers(0, 99), st.integers(1, 100)), max_size=5))
def test_marks_survive_being_written_into_an_address(spans: list[tuple[int, int]]) -> None:
    """Reading what was written gives the same ranges."""
    marks = read_marks(write_marks(spans), 100)
    assert read_marks(write_marks(marks), 100) == marks


@given(st.text(max_size=200))
def test_no_mark_whatever_breaks_the_reading(given_marks: str) -> None:
    """Any text at all is either a mark within the guide or nothing."""
    assert all(0 <= a < b <= 77 for a, b in read_marks(given_marks, 77))


def test_a_mark_runs_over_emphasis_and_links() -> None:
    """Each text node has its own mark; the blanks between them are marked as well."""
    root = parse('<p>One <em>two</em> <a href="#">three</a> four</p>')
    made = wrap(root[0], "One two three four", [(4, 18)], mark)
    assert html_of(root[0]) == (
        '<p>One <em><mark>two</mark></em><mark> </mark><a href="#"><mark>three</mark></a><mark> four</mark></p>'
    )
    assert [m.text for m in made] == ["two", " ", "three", " four"]


def test_several_marks_stand_in_one_text() -> None:
    """In whatever order they are given."""
    root = parse("<p>one two three</p>")
    wrap(root[0], "one two three", [(8, 13), (0, 3)], mark)
    assert html_of(root[0]) == "<p><mark>one</mark> two <mark>three</mark></p>"


def test_the_text_of_the_page_may_have_other_white_space() -> None:
    """Line breaks and indentation in the markup are no part of the guide's text."""
    root = parse("<li>\n  one<br />\n  two\n  three</li>")
    wrap(root[0], "one\ntwo three", [(4, 13)], mark)
    assert "<mark>two\n  three</mark>" in html_of(root[0])


def test_footnote_marks_and_what_was_added_are_no_text() -> None:
    """They neither count nor are they marked."""
    root = parse('<p>one<sup id="fnref:1"><a class="footnote-ref">1</a></sup> two<a data-added="">¶</a></p>')
    wrap(root[0], "one two", [(0, 7)], mark)
    assert html_of(root[0]).startswith('<p><mark>one</mark><sup id="fnref:1">')
    assert "<mark> two</mark><a data-added" in html_of(root[0])


def test_a_passage_in_a_passage_is_left_alone() -> None:
    """An item that introduces a quotation is marked, and the quotation is not."""
    root = parse('<li data-passage="a">says:<blockquote><p data-passage="b">says</p></blockquote></li>')
    wrap(root[0], "says:", [(0, 5)], mark)
    assert '<p data-passage="b">says</p>' in html_of(root[0])
    assert '<li data-passage="a"><mark>says:</mark>' in html_of(root[0])


def test_nothing_is_marked_where_page_and_text_differ() -> None:
    """A wrong mark is worse than none."""
    root = parse("<p>one two</p>")
    assert wrap(root[0], "one too", [(0, 3)], mark) == []
    assert html_of(root[0]) == "<p>one two</p>"


def test_an_unbroken_mark_keeps_out_of_links_and_does_not_cross_elements() -> None:
    """So that a term is one link and never a link in a link."""
    root = parse('<p>one <em>two</em> three <a href="#">four</a> five</p>')
    assert wrap(root[0], "one two three four five", [(4, 13)], mark, unbroken=True) == []
    assert wrap(root[0], "one two three four five", [(14, 18)], mark, unbroken=True) == []
    assert [m.text for m in wrap(root[0], "one two three four five", [(8, 13)], mark, unbroken=True)] == ["three"]


@given(st.lists(st.tuples(st.sampled_from(["", "em", "strong", "br"]), LETTERS), min_size=1, max_size=5),
       st.integers(0, 40), st.integers(0, 40))  # fmt: skip
def test_marking_changes_no_character(parts: list[tuple[str, str]], a: int, b: int) -> None:
    """Whatever is marked, the text of the page stays what it was, and the marks hold what was asked for."""
    element = Element("p")
    for tag, text in parts:
        child = Element(tag or "span")
        child.text, child.tail = (None, text) if tag == "br" else (text, " ")
        element.append(child)
    text = "".join(element.itertext())
    start, end = sorted((a, b))
    made = wrap(element, text, [(start, end)], mark)
    assert "".join(element.itertext()) == text
    assert "".join("".join(m.text or "" for m in made).split()) == "".join(text[start:end].split())


def test_every_passage_of_the_guide_can_be_marked(real: Assistant) -> None:
    """The markup of each passage holds its text, character by character."""
    for guide in real.library.guides:
        root = parse(guide.html)
        elements = {e.attrib["data-passage"]: e for e in root.iter() if "data-passage" in e.attrib}
        for passage in guide.passages:
            element = elements[passage.anchor]
            made = wrap(element, passage.text, [(0, len(passage.text))], mark)
            assert made, passage.id
            assert "".join("".join(m.text or "" for m in made).split()) == "".join(passage.text.split())


def test_html_survives_being_read_and_written() -> None:
    """Void elements, character references and attributes come out as they went in; what is left open is closed."""
    html = '<p id="a">x &amp; y&lt;br&gt;<br>z</p><div><p>left open</div>'
    assert "".join(html_of(e) for e in parse(html)) == html.replace("open</div>", "open</p></div>")
