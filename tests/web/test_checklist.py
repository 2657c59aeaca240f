"""The checklist by plain forms: found by its structure, filled in, exported, brought back."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from assistant.answering import Assistant
from tests.checklist_cases import FIRST, REFUSED, SECOND, TAKEN, Case
from web import create_app
from web.checklists.files import COLUMNS, guarded, unguarded
from web.checklists.filled import Answer, Entry, Filled, read_form, together
from web.checklists.reading import FileError, read_file
from web.checklists.structure import Checklist, checklists

LIST = "introductory-guide/checklist--table"
ANSWERS = {"yes": "Yes", "no": "No", "in progress": "In progress", "": "Not answered"}


@pytest.fixture(scope="module")
def checklist(assistant: Assistant) -> Checklist:
    (found,) = checklists(assistant.library)
    return found


def form(checklist: Checklist, **more: Any) -> dict[str, Any]:
    """The form as a browser sends it: the first item answered yes, the second in progress with a note."""
    first, second = checklist.items[:2]
    return {
        "checklist": LIST, "institution": "Ministry", "date": "2025-03-01",
        f"answer.{first.name}": "yes", f"answer.{second.name}": "in progress",
        f"note.{second.name}": "Since March\r\n=1+1", **more,
    }  # fmt: skip


def text_of(page: str) -> str:
    """What a page says, its markup left out."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def bring(client: FlaskClient, data: bytes, **fields: Any) -> TestResponse:
    """The page after the file with the content *data* was sent with the form."""
    sent = {"checklist": LIST, **fields, "file": (io.BytesIO(data), "checklist.csv")}
    return client.post("/checklist", data=sent, content_type="multipart/form-data")


def multipart(fields: dict[str, str], file_name: str) -> dict[str, Any]:
    """The body of a form as a browser sends it, where the test client would send it otherwise."""
    parts = []
    for name, value in fields.items():
        file = f'; filename="{file_name}"' if name == "file" else ""
        parts.append(f'--x\r\nContent-Disposition: form-data; name="{name}"{file}\r\n\r\n{value}\r\n')
    return {"data": "".join([*parts, "--x--\r\n"]).encode(), "content_type": "multipart/form-data; boundary=x"}


def checked(page: str) -> dict[str, str]:
    """The answer that is ticked for each item of the page."""
    found = re.findall(r'<input type="radio" name="answer\.([^"]+)" value="([^"]*)" checked>', page)
    return dict(found)


# -- structure --------------------------------------------------------------------------------------------------------
def test_the_guides_checklist_is_found_by_its_structure(assistant: Assistant, checklist: Checklist) -> None:
    """A table that ends in YES and NO; its items are verbatim and cited."""
    assert checklist.id == LIST
    assert checklist.question == "DOES YOUR INSTITUTION AND/OR COUNTRY ALREADY IMPLEMENT IT?"
    assert [i.number for i in checklist.items] == [1, 2, 3, 4, 5, 6, 7]
    for item in checklist.items:
        passage = assistant.library.passage_by_id[item.id]
        assert item.text == checklist.guide.text[passage.start : passage.end]
        assert item.citation.text == "Introductory Guide, 5. Checklist, pp. 50–51"
        assert item.citation.url.endswith(f"#{passage.anchor}")
    assert checklist.introduction[0].text.startswith("This list may serve as a useful reference")


@pytest.mark.parametrize(("yes", "no"), [("YES", "NO"), ("Sí", "No"), ("SIM", "NÃO")])
def test_any_guide_may_have_checklists_in_any_language(own_toy_corpus: Path, yes: str, no: str) -> None:
    """The columns that are to be ticked are no part of an item; other tables are no checklists."""
    file = own_toy_corpus / "handbook" / "guide.md"
    table = f'\n# 5. Closing {{: #closing page="17" }}\n\n| No. | Is it done? | {yes} | {no} |\n|---|---|---|---|\n'
    rows = "| 1 | The lamps are out. |  |  |\n| 2 | The door is locked. |  |  |\n"
    text = file.read_text()
    file.write_text(text.replace("\n[^1]:", f"{table}{rows}\n[^1]:"))
    (found,) = checklists(Assistant.open(own_toy_corpus).library)
    assert [i.text for i in found.items] == ["1\nThe lamps are out.", "2\nThe door is locked."]
    assert found.question == "No. Is it done?"


def test_a_library_without_checklists_says_so(toy_client: FlaskClient) -> None:
    """The page is there, and does not pretend."""
    assert "No guide that is installed here has a checklist." in toy_client.get("/checklist").text


def test_each_guide_has_its_own_sheet(own_toy_corpus: Path) -> None:
    """Fields of two checklists do not mix, and only the one that was sent is filled in."""
    file = own_toy_corpus / "handbook" / "guide.md"
    heading = '# 5. Closing {: #closing page="17" }'
    table = "| Is it done? | YES | NO |\n|---|---|---|\n| The lamps are out. |  |  |"
    file.write_text(file.read_text().replace("\n[^1]:", f"\n{heading}\n\n{table}\n\n[^1]:"))
    (own_toy_corpus / "second").mkdir()
    (own_toy_corpus / "second" / "guide.md").write_text(file.read_text().replace("Lending Library", "Second"))
    two = Assistant.open(own_toy_corpus)
    first, second = checklists(two.library)
    client = create_app(two, {"TESTING": True}).test_client()
    page = client.post("/checklist", data={"checklist": second.id, f"answer.{second.items[0].name}": "no"}).text
    sheets = page.split('<form class="sheet"')
    assert 'value="no" checked' not in sheets[1]
    assert 'value="no" checked' in sheets[2]
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert first.id != second.id


# -- the page ---------------------------------------------------------------------------------------------------------
def test_the_page_shows_every_item_with_its_place(client: FlaskClient, checklist: Checklist) -> None:
    """In the guide's words, each with a link into the reader, nothing answered."""
    page = client.get("/checklist").text
    for item in checklist.items:
        assert item.text in html.unescape(page)
        assert html.escape(item.citation.url) in page
    assert set(checked(page).values()) == {""}
    assert "What you fill in stays in this browser" in page
    assert "Scripts are switched off, so nothing is kept." in page
    assert page.count("<h1") == 1


def test_what_is_sent_comes_back_and_is_not_kept(client: FlaskClient, checklist: Checklist) -> None:
    """By the Enter key, or to change the language of the page; a page that is opened afterwards is empty."""
    response = client.post("/checklist", data=form(checklist, lang="es"))
    assert response.headers["Cache-Control"] == "no-store"
    assert checked(response.text)[checklist.items[1].name] == "in progress"
    assert "Since March\n=1+1</textarea>" in response.text
    assert '<html lang="es"' in response.text
    assert set(checked(client.get("/checklist").text).values()) == {""}


@pytest.mark.parametrize("path", ["/checklist", "/checklist/csv", "/checklist/json", "/checklist/markdown"])
def test_an_unknown_checklist_is_refused(client: FlaskClient, path: str) -> None:
    """Whoever made up the form gets the ordinary page for it."""
    assert client.post(path, data={"checklist": "nobody/knows"}).status_code == 400
    assert client.post(path).status_code == 400


def test_the_page_carries_no_inline_script_or_style(client: FlaskClient, checklist: Checklist) -> None:
    """The policy allows none; what scripts need is data."""
    for text in (client.get("/checklist").text, client.post("/checklist", data=form(checklist)).text):
        assert "<style" not in text
        assert not re.search(r"\s(style|on\w+)=\"", text)
        for attributes in re.findall(r"<script([^>]*)>", text):
            assert "src=" in attributes or 'type="application/json"' in attributes


def test_an_answer_that_is_none_counts_as_none(checklist: Checklist) -> None:
    """A form that was made up changes nothing else."""
    filled = read_form(checklist, MultiDict(form(checklist, **{f"answer.{checklist.items[0].name}": "perhaps"})))
    assert filled.entry(FIRST).answer is Answer.OPEN
    assert filled.entry(SECOND) == Entry(Answer.IN_PROGRESS, "Since March\n=1+1")
    assert (filled.answered, filled.count(Answer.IN_PROGRESS), filled.count(Answer.YES)) == (1, 1, 0)


# -- export -----------------------------------------------------------------------------------------------------------
def test_the_table_has_a_header_and_a_citation_in_every_row(client: FlaskClient, checklist: Checklist) -> None:
    """For spreadsheet programs: UTF-8 with its mark, CRLF, every cell quoted."""
    response = client.post("/checklist/csv", data=form(checklist))
    assert response.mimetype == "text/csv"
    assert 'filename="checklist-introductory-guide.csv"' in response.headers["Content-Disposition"]
    assert response.data.startswith(b'\xef\xbb\xbf"number",')
    rows = list(csv.DictReader(io.StringIO(response.data.decode("utf-8-sig"), newline="")))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == 7
    assert rows[0]["item"] == checklist.items[0].text
    assert [r["answer"] for r in rows[:3]] == ["yes", "in progress", ""]
    assert rows[1]["note"] == "Since March\n=1+1"
    assert {r["citation"] for r in rows} == {"Introductory Guide, 5. Checklist, pp. 50–51"}
    assert {(r["institution"], r["date"]) for r in rows} == {("Ministry", "2025-03-01")}


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1", "'=1", "''@x"])
def test_no_cell_can_be_taken_for_a_formula(client: FlaskClient, checklist: Checklist, cell: str) -> None:
    """An apostrophe is put before it, and taken off again by the import."""
    assert guarded(cell) == f"'{cell}"
    assert unguarded(guarded(cell)) == cell
    fields = form(checklist, institution=f"{cell}", **{f"note.{checklist.items[0].name}": cell})
    rows = list(
        csv.reader(io.StringIO(client.post("/checklist/csv", data=fields).data.decode("utf-8-sig"), newline=""))
    )
    assert not any(re.match(r"[=+\-@\t\r\n＝＋－＠]", value) for row in rows for value in row)


@pytest.mark.parametrize("cell", ["", "a = b", "'s-Gravenhage", "2025-03-01", "don't", "1 + 1"])
def test_ordinary_cells_stay_as_they_are(cell: str) -> None:
    """Nothing is put before what no program takes for a formula."""
    assert guarded(cell) == cell == unguarded(cell)


def test_the_json_file_names_guide_edition_and_source(client: FlaskClient, checklist: Checklist) -> None:
    """Whoever finds it later knows what it is."""
    response = client.post("/checklist/json", data=form(checklist))
    body = json.loads(response.data)
    assert response.mimetype == "application/json"
    assert list(body)[:4] == ["format", "version", "checklist", "guide"]
    assert (body["guide"], body["edition"], body["institution"]) == ("Introductory Guide", "2025", "Ministry")
    assert body["items"][1] == {
        "id": SECOND, "item": checklist.items[1].text, "answer": "in progress", "note": "Since March\n=1+1",
        "citation": "Introductory Guide, 5. Checklist, pp. 50–51",
    }  # fmt: skip
    assert "CC BY 3.0 IGO" in body["source"]


def test_the_markdown_file_quotes_each_item_and_escapes_notes(client: FlaskClient, checklist: Checklist) -> None:
    """A note cannot become a heading, a link or markup."""
    note = "# Not a heading\n<script> [x](y) *z*"
    fields = form(checklist, **{f"note.{checklist.items[0].name}": note})
    text = client.post("/checklist/markdown", data=fields).text
    assert text.startswith("# Introductory Guide: 5. Checklist\n\nInstitution or country: Ministry\n\nDate: 2025-03-01")
    assert f"## 1. Yes\n\n> {checklist.items[0].text}\n>\n> — Introductory Guide, 5. Checklist" in text
    assert r"Note: \# Not a heading" in text
    assert r"\<script\> \[x\](y) \*z\*" in text
    assert "## 3. Not answered" in text
    assert "## Source and licence" in text
    assert "Creative Commons Attribution 3.0 IGO" in text


@pytest.mark.parametrize("path", ["csv", "json"])
def test_an_exported_file_can_be_brought_back(client: FlaskClient, checklist: Checklist, path: str) -> None:
    """Word for word, also what was guarded; the same file comes out again."""
    fields = form(checklist, **{f"note.{checklist.items[3].name}": '=HYPERLINK("x") "quoted", and, so on\nñ ü 漢'})
    file = client.post(f"/checklist/{path}", data=fields).data
    read = read_file(checklist, file)
    assert read.remarks == ()
    expected = read_form(checklist, MultiDict(fields))
    assert (read.filled.institution, read.filled.date) == ("Ministry", "2025-03-01")
    assert dict(read.filled.entries) == dict(expected.entries)
    page = bring(client, file).text
    assert checked(page)[checklist.items[0].name] == "yes"
    assert "3 items were taken over from the file." in page


def test_exports_speak_the_language_of_the_interface_and_files_do_not(
    client: FlaskClient, checklist: Checklist
) -> None:
    """Answers in CSV and JSON are always the same words, so that files from several offices can be put together."""
    client.get("/?lang=es")
    assert '"in progress"' in client.post("/checklist/csv", data=form(checklist)).text
    assert '"in progress"' in client.post("/checklist/json", data=form(checklist)).text


# -- import -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("case", TAKEN, ids=lambda case: case.name)
def test_a_good_file_is_taken_over(app: Any, checklist: Checklist, case: Case) -> None:
    """Comma, semicolon or tab, guarded or not, from any spreadsheet program; what is left out is said."""
    with app.test_request_context():
        read = read_file(checklist, case.data)
    assert {i: (e.answer.value, e.note) for i, e in read.filled.entries.items()} == case.entries
    assert (read.filled.institution, read.filled.date) == (case.institution, case.date)
    assert read.remarks == case.remarks


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.name)
def test_a_file_with_anything_wrong_changes_nothing(app: Any, checklist: Checklist, case: Case) -> None:
    """All that is wrong is said at once, with the row where it stands and what to do."""
    with app.test_request_context(), pytest.raises(FileError) as refused:
        read_file(checklist, case.data)
    assert refused.value.problems == case.problems


def test_what_was_filled_in_survives_a_file_that_is_refused(client: FlaskClient, checklist: Checklist) -> None:
    """The page says what is wrong, and holds what it held."""
    response = bring(client, b"nothing", **form(checklist))
    assert response.status_code == 400
    assert "The file was not taken over. Nothing here has changed." in response.text
    assert "The first row has no column “id”" in text_of(response.text)
    assert checked(response.text)[checklist.items[0].name] == "yes"
    assert 'value="Ministry"' in response.text
    assert "<title>Error:" in response.text


def test_a_form_without_a_chosen_file_is_told_to_choose_one(client: FlaskClient, checklist: Checklist) -> None:
    """An import button that was pressed too early; browsers then send a file without name."""
    response = client.post("/checklist", **multipart({**form(checklist), "file": ""}, file_name=""))
    assert response.status_code == 400
    assert "Choose a file first." in response.text
    assert checked(response.text)[checklist.items[0].name] == "yes"


def test_what_was_filled_in_stays_unless_it_is_to_be_replaced(client: FlaskClient, checklist: Checklist) -> None:
    """And the page says for which items."""
    file = f"id,answer,note\n{FIRST},no,\n{SECOND},in progress,Since March\n".encode()
    other = checklist.items[1].name
    fields = form(checklist, **{f"note.{other}": "Since March"})
    kept = bring(client, file, **fields)
    assert checked(kept.text)[checklist.items[0].name] == "yes"
    assert "What you had filled in was kept for these items: 1" in kept.text
    replaced = bring(client, file, **fields, replace="yes")
    assert checked(replaced.text)[checklist.items[0].name] == "no"
    assert "was kept" not in text_of(replaced.text.split("data-settings")[0])


def test_an_empty_entry_replaces_nothing() -> None:
    """A file of which half is filled in completes what is there."""
    present = Filled("Ministry", "", {"a": Entry(Answer.YES, "x"), "b": Entry()})
    other = Filled("Court", "2025-03-01", {"a": Entry(), "b": Entry(Answer.NO)})
    filled, disputed = together(present, other, replace=True)
    assert disputed == ()
    assert filled == Filled("Court", "2025-03-01", {"a": Entry(Answer.YES, "x"), "b": Entry(Answer.NO)})
    assert together(present, other, replace=False)[0].institution == "Ministry"


def test_a_note_comes_back_escaped(client: FlaskClient, checklist: Checklist) -> None:
    """In the field, and in what is said of a file."""
    file = b"id,answer,note,item\n" + f"{FIRST},yes,</textarea><b>x\nnobody,no,,<i>y\n".encode()
    page = bring(client, file).text
    assert "&lt;/textarea&gt;&lt;b&gt;x</textarea>" in page
    assert "&lt;i&gt;y" in page
    assert "<b>x" not in page


def test_a_file_that_is_too_large_is_refused(client: FlaskClient) -> None:
    """By its own message up to what the server reads at all, and by the server's beyond that."""
    for size, status, said in ((501_000, 400, "larger than 500 kB"), (600_000, 413, "too much text")):
        response = client.post("/checklist", **multipart({"checklist": LIST, "file": "y" * size}, file_name="a.csv"))
        assert response.status_code == status
        assert said in response.text


def test_every_answer_has_a_name_in_the_exports(client: FlaskClient, checklist: Checklist) -> None:
    """Yes, no, in progress, and not answered."""
    for answer, name in ANSWERS.items():
        fields = form(checklist, **{f"answer.{checklist.items[0].name}": answer})
        assert f"## 1. {name}\n" in client.post("/checklist/markdown", data=fields).text
