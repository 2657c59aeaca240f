"""What the Introductory Guide must have become: whole tables, tied footnotes, attributed quotations, no lost word."""

from __future__ import annotations

import pytest

from assistant.answering import Assistant
from assistant.editorial import Editorial
from assistant.guide import Guide, Kind, Passage


@pytest.fixture(scope="module")
def guide(real: Assistant) -> Guide:
    """The Introductory Guide."""
    return real.library.by_id["introductory-guide"]


def rows(guide: Guide, table: str) -> list[Passage]:
    """The rows of a table."""
    return [guide.by_id[p] for p in guide.group_by_id[f"{guide.id}/{table}"].passages]


def test_every_passage_is_an_exact_slice_of_the_text(guide: Guide) -> None:
    """`guide.text[start:end] == text`, for passages, sections and table cells."""
    for passage in guide.passages:
        assert guide.text[passage.start : passage.end] == passage.text
        assert "\n".join(guide.text[s:e] for _, s, e in passage.columns) in ("", passage.text)
    for section in guide.sections:
        assert guide.text[section.start : section.end] == section.title


def test_passages_and_headings_together_cover_the_whole_body(guide: Guide) -> None:
    """No character but white space stands outside a passage or a heading."""
    covered = bytearray(len(guide.text))
    for span in (*guide.passages, *guide.sections):
        covered[span.start : span.end] = b"\1" * (span.end - span.start)
    assert not [c for c, seen in zip(guide.text, covered, strict=True) if not seen and not c.isspace()]


def test_ids_are_unique_and_stand_in_the_reader_page(guide: Guide) -> None:
    """Each passage that can be cited has one anchor, which the page bears."""
    ids = [p.id for p in guide.passages]
    assert len(ids) == len(set(ids))
    assert all(f'data-passage="{p.anchor}"' in guide.html for p in guide.passages)


@pytest.mark.parametrize(
    ("table", "count"), [("table-1", 11), ("table-2", 4), ("table-3", 5), ("table-4", 7), ("table-5", 12)]
)
def test_tables_that_ran_over_pages_are_one(guide: Guide, table: str, count: int) -> None:
    """Repeated header rows are gone and no row is lost."""
    assert len(rows(guide, table)) == count


def test_a_row_that_continues_a_stage_knows_the_stage_without_repeating_it(guide: Guide) -> None:
    """The second row of "Systematization" is indexed with that word and quoted without it."""
    row = next(r for r in rows(guide, "table-1") if r.text.startswith("A total of 13 interviews"))
    assert "Systematization" in row.context
    assert "Systematization" not in row.text


def test_the_palermo_definition_is_whole_and_attributed_to_its_authors(guide: Guide) -> None:
    """Four paragraphs, joined at the page break, cited as UNODC, 2004: 44."""
    quoted = [p for p in guide.passages if p.group == f"{guide.id}/definition--quotation"]
    assert [p.text[:2] for p in quoted] == ["a)", "b)", "c)", "d)"]
    assert "the exploitation of the prostitution of others" in quoted[0].text
    assert {p.attribution for p in quoted} == {"UNODC, 2004: 44"}


def test_footnotes_belong_to_the_sentence_that_bears_them(guide: Guide) -> None:
    """Each note's section is that of its mark, and its text has no mark."""
    notes = {p.label: p for p in guide.passages if p.kind is Kind.FOOTNOTE}
    assert notes["Footnote 1"].section.title == "How would it be implemented to combat trafficking in persons?"
    assert notes["Footnote 2"].section.title == "Regional Landscape of Trafficking in Persons"
    assert notes["Footnote 3"].text.endswith("to their countries of origin increased.")


def test_what_only_introduces_is_never_an_answer(guide: Guide) -> None:
    """Lead-ins, captions, headers and pull-quotes are passages that do not answer."""
    silent = {p.text for p in guide.passages if not p.answers}
    assert "The intersectional approach is:" in silent
    assert "MYTH\nREALITY" in silent
    assert any(text.startswith("The number of detected victims fell by 11 percent") for text in silent)


def test_pages_come_from_the_contents(guide: Guide) -> None:
    """Exact for tables, figures and first passages of a section; a range elsewhere."""
    by_anchor = {p.anchor: p for p in guide.passages}
    assert by_anchor["figure-6"].page == 46
    assert by_anchor["myths-and-realities--only-women-can-be-victims-of"].page == 47
    within = next(p for p in guide.passages if p.text.startswith("With regard to purposes, sexual exploitation"))
    assert (within.page, within.page_end) == (43, 44)


def test_the_editors_files_fit_the_guide(real: Assistant) -> None:
    """No phrase, topic or definition points to a passage that is gone."""
    editorial = Editorial.read(real.library)
    assert editorial.problems == ()
    anchors = {p.anchor for p in real.library.passages}
    assert [t.id for t in editorial.thesaurus.terms if t.definition and t.definition not in anchors] == []
