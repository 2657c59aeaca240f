"""The checklist in a real browser: kept there, taken along, brought back, printed; and without script."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Request, expect

from tests.browser.conftest import axe_violations, sweep
from tests.checklist_cases import FIRST, REFUSED, SECOND, TAKEN, Case

NO_SCRIPT = {"java_script_enabled": False}
NARROW = {"viewport": {"width": 320, "height": 640}, "has_touch": True}
SCHEMES = [{"color_scheme": "light"}, {"color_scheme": "dark"}]
KEPT = "checklist:introductory-guide/checklist--table"
NOTE = '=HYPERLINK("x"), "quoted"\n# line two *ñ* 漢'


def item(page: Page, number: int) -> Locator:
    """The *number*th item, from 1."""
    return page.locator(".item").nth(number - 1)


def answer(page: Page, number: int, name: str) -> None:
    item(page, number).get_by_label(name, exact=True).check()


def note(page: Page, number: int) -> Locator:
    return item(page, number).locator("textarea")


def fill(page: Page) -> None:
    """Three answers, a note, institution and date."""
    page.goto("/checklist")
    answer(page, 1, "Yes")
    answer(page, 2, "In progress")
    answer(page, 3, "No")
    note(page, 2).fill(NOTE)
    page.get_by_label("Institution or country").fill("-Ministry of the Interior")
    page.get_by_label("Date").fill("2025-03-01")


def download(page: Page, form: str) -> tuple[str, bytes]:
    """Name and content of the file that the button for *form* makes."""
    with page.expect_download() as waiting:
        page.locator(f"[data-export={form}]").click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def bring(page: Page, data: bytes, name: str = "checklist.csv") -> None:
    """Chooses a file with the content *data* and presses Import."""
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "text/csv", "buffer": data})
    page.get_by_role("button", name="Import", exact=True).click()


def entries(page: Page) -> dict[str, tuple[str, str]]:
    """What the form says of each item of which it says anything."""
    found: dict[str, Any] = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll("[data-item]")].map((one) => [one.dataset.item,
            [one.querySelector(":checked").value, one.querySelector("textarea").value]]))"""
    )
    return {i: (said, noted) for i, (said, noted) in found.items() if said or noted}


def posts(page: Page) -> list[Request]:
    """The requests that send anything, from now on."""
    sent: list[Request] = []
    page.on("request", lambda request: sent.append(request) if request.method != "GET" else None)
    return sent


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


# -- kept in the browser ----------------------------------------------------------------------------------------------
def test_a_reload_keeps_the_checklist_and_nothing_is_sent(page: Page, context: BrowserContext) -> None:
    """Answers, notes, institution and date come back; the server hears of none of it."""
    sent = posts(page)
    fill(page)
    page.reload()
    assert entries(page) == {FIRST: ("yes", ""), SECOND: ("in progress", NOTE),
                             item(page, 3).locator("[data-item]").get_attribute("data-item"): ("no", "")}  # fmt: skip
    expect(page.get_by_label("Institution or country")).to_have_value("-Ministry of the Interior")
    expect(page.get_by_label("Date")).to_have_value("2025-03-01")
    assert sent == []
    assert context.cookies() == []
    expect(page.get_by_text("What you fill in stays in this browser, on this device.")).to_be_visible()
    expect(page.get_by_text("Scripts are switched off")).to_be_hidden()


def test_progress_is_shown_as_text_and_as_a_bar(page: Page) -> None:
    """And said politely at each answer; an answer can be taken back."""
    fill(page)
    expect(page.locator("[data-progress-text]")).to_have_text("3 of 7 items answered: 1 yes, 1 no, 1 in progress")
    assert page.locator("progress").evaluate("(bar) => [bar.value, bar.max]") == [3, 7]
    answer(page, 3, "Not answered")
    expect(page.locator("[data-status]")).to_have_text("2 of 7 items answered: 1 yes, 0 no, 1 in progress")
    expect(page.get_by_role("progressbar")).to_have_accessible_name("2 of 7 items answered: 1 yes, 0 no, 1 in progress")


def test_leaving_right_after_typing_loses_nothing(page: Page) -> None:
    """A note is kept though nobody waited."""
    page.goto("/checklist")
    note(page, 1).press_sequentially("short")
    page.goto("/about")
    page.go_back()
    expect(note(page, 1)).to_have_value("short")


def test_two_tabs_show_the_same(page: Page, context: BrowserContext) -> None:
    """What one tab keeps, the other takes over."""
    page.goto("/checklist")
    other = context.new_page()
    other.goto("/checklist")
    answer(page, 4, "Yes")
    expect(other.locator("[data-progress-text]")).to_contain_text("1 of 7")
    assert len(entries(other)) == 1


def test_clearing_asks_first(page: Page) -> None:
    """Escape and "Keep it" change nothing; "Delete everything" leaves nothing in the browser."""
    fill(page)
    clear = page.get_by_role("button", name="Clear the checklist")
    dialog = page.get_by_role("dialog", name="Clear the checklist?")
    clear.click()
    expect(dialog.get_by_role("button", name="Keep it")).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(clear).to_be_focused()
    assert len(entries(page)) == 3
    clear.click()
    dialog.get_by_role("button", name="Keep it").click()
    assert len(entries(page)) == 3
    clear.click()
    dialog.get_by_role("button", name="Delete everything").click()
    expect(page.locator("[data-progress-text]")).to_contain_text("0 of 7")
    assert entries(page) == {}
    expect(page.locator("[data-status]")).to_have_text("The checklist is empty.")
    assert page.evaluate("localStorage.length") == 0
    page.reload()
    assert entries(page) == {}


def test_when_nothing_can_be_kept_the_page_says_so(page: Page) -> None:
    """Storage that is switched off or full; filling in and exporting go on."""
    page.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }")
    page.goto("/checklist")
    warning = page.get_by_text("This browser does not let the page keep anything.")
    expect(warning).to_be_hidden()
    answer(page, 1, "Yes")
    expect(warning).to_be_visible()
    _, data = download(page, "csv")
    assert b'"yes"' in data


def test_something_else_under_the_same_key_does_no_harm(page: Page) -> None:
    """The sheet is empty and can be filled in."""
    page.goto("/checklist")
    for damaged in ("{", "7", "null", '{"entries": {"x": 1}}'):
        page.evaluate("([key, value]) => localStorage.setItem(key, value)", [KEPT, damaged])
        page.reload()
        expect(page.locator("[data-progress-text]")).to_contain_text("0 of 7")


def test_an_item_leads_to_its_place_in_the_reader(page: Page) -> None:
    """The link names the span to mark."""
    page.goto("/checklist")
    link = item(page, 3).get_by_role("link")
    assert (link.get_attribute("href") or "").startswith("/guide/introductory-guide?mark=")
    expect(link).to_have_accessible_name("Item 3: Introductory Guide, 5. Checklist, pp. 50–51")
    link.click()
    page.wait_for_url("**/guide/introductory-guide?mark=*")


# -- files ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("csv", "checklist-introductory-guide.csv"),
        ("json", "checklist-introductory-guide.json"),
        ("markdown", "checklist-introductory-guide.md"),
    ],
)
@pytest.mark.parametrize("language", ["en", "es"])
def test_the_browser_makes_the_same_file_as_the_server(page: Page, form: str, name: str, language: str) -> None:
    """To the byte; but the browser sends nothing."""
    fill(page)
    if language != "en":
        page.goto(f"/checklist?lang={language}")
    fields = page.evaluate(
        "Object.fromEntries([...new FormData(document.querySelector('[data-sheet]'))].filter(([k]) => k !== 'file'))"
    )
    sent = posts(page)
    made, data = download(page, form)
    assert sent == []
    assert made == name
    assert page.request.post(f"/checklist/{form}", form=fields).body() == data


def test_no_cell_of_the_table_can_be_taken_for_a_formula(page: Page) -> None:
    """Notes and institution are guarded by an apostrophe."""
    fill(page)
    _, data = download(page, "csv")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows[1]["note"] == f"'{NOTE}"
    assert {row["institution"] for row in rows} == {"'-Ministry of the Interior"}
    assert not any(str(cell).startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())


@pytest.mark.parametrize("form", ["csv", "json"])
def test_an_exported_file_brings_everything_back(page: Page, form: str) -> None:
    """Export, clear, import: the same sheet, kept again, and nothing was sent."""
    fill(page)
    before = entries(page)
    sent = posts(page)
    name, data = download(page, form)
    page.get_by_role("button", name="Clear the checklist").click()
    page.get_by_role("button", name="Delete everything").click()
    expect(page.locator("[data-progress-text]")).to_contain_text("0 of 7")  # cleared, the field for the file as well
    bring(page, data, name)
    expect(page.locator("[data-report]")).to_contain_text("Items taken over from the file: 3")
    expect(page.locator("[data-report]")).to_be_focused()
    assert entries(page) == before
    expect(page.get_by_label("Institution or country")).to_have_value("-Ministry of the Interior")
    page.reload()
    assert entries(page) == before
    assert sent == []


def test_every_good_file_is_read_as_the_server_reads_it(page: Page) -> None:
    """The same entries, and the same remarks on what is left out."""
    for case in TAKEN:
        page.goto("/about")
        page.evaluate("localStorage.clear()")
        page.goto("/checklist")
        bring(page, case.data, case.name)
        expect(page.locator("[data-report]"), case.name).to_contain_text("Items taken over from the file:")
        assert entries(page) == case.entries, case.name
        assert tuple(page.locator("[data-report] li").all_inner_texts()) == case.remarks, case.name
        expect(page.get_by_label("Institution or country")).to_have_value(case.institution)
        expect(page.get_by_label("Date")).to_have_value(case.date)


def test_every_bad_file_is_refused_as_the_server_refuses_it(page: Page) -> None:
    """The same sentences; what was filled in stays, on the page and in the browser."""
    fill(page)
    before = entries(page)
    for case in REFUSED:
        refuse(page, case)
        assert entries(page) == before, case.name
    expect(page.locator("[data-report]")).to_be_focused()
    page.reload()
    assert entries(page) == before


def refuse(page: Page, case: Case) -> None:
    page.evaluate("document.querySelector('[data-report]').replaceChildren()")
    bring(page, case.data, case.name)
    expect(page.locator("[data-report] h3"), case.name).to_have_text(
        "The file was not taken over. Nothing here has changed."
    )
    assert tuple(page.locator("[data-report] li").all_inner_texts()) == case.problems, case.name


def test_the_import_button_without_a_file_says_what_to_do(page: Page) -> None:
    """Nothing else happens."""
    page.goto("/checklist")
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.locator("[data-report]")).to_contain_text("Choose a file first.")


@pytest.mark.parametrize(
    ("choice", "first"),
    [("Keep mine, fill in the rest", "yes"), ("Take what the file says", "no"), ("Cancel", "yes"), (None, "yes")],
)
def test_a_file_that_says_something_else_asks_before_it_replaces(page: Page, choice: str | None, first: str) -> None:
    """Keep and complete, replace, or leave all as it is; Escape leaves all as it is, too."""
    page.goto("/checklist")
    answer(page, 1, "Yes")
    bring(page, f"id,answer,note\n{FIRST},no,\n{SECOND},no,\n".encode())
    dialog = page.get_by_role("dialog", name="Replace what you have filled in?")
    expect(dialog).to_contain_text("The file says something else on items that you have filled in: 1")
    if choice:
        dialog.get_by_role("button", name=choice).click()
    else:
        page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.wait_for_timeout(100)
    said = entries(page)
    assert said[FIRST][0] == first
    assert (SECOND in said) == (choice not in ("Cancel", None))
    if choice == "Keep mine, fill in the rest":
        expect(page.locator("[data-report]")).to_contain_text("What you had filled in was kept for these items: 1")


def test_a_file_is_text_and_never_markup(page: Page) -> None:
    """Whatever stands in it."""
    page.goto("/checklist")
    bring(page, f"id,answer,note,item\n{FIRST},yes,<b>x</b>,\nnobody,no,,<img src=x onerror=alert(1)>\n".encode())
    expect(page.locator("[data-report] li")).to_contain_text("<img src=x onerror=alert(1)>")
    assert page.locator("[data-report] img").count() == 0
    expect(note(page, 1)).to_have_value("<b>x</b>")


# -- paper ------------------------------------------------------------------------------------------------------------
def test_the_sheet_prints_with_answers_whole_notes_and_citations(page: Page) -> None:
    """Boxes to tick, the note in full, source and licence; no buttons."""
    fill(page)
    note(page, 4).fill("a long note " * 100)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    expect(item(page, 4).locator("[data-printed]")).to_contain_text("a long note " * 99)
    expect(item(page, 1).locator(".citation")).to_contain_text("Introductory Guide, 5. Checklist, pp. 50–51")
    expect(page.locator(".print-only")).to_contain_text("CC BY 3.0 IGO")
    expect(page.locator(".sheet-tools")).to_be_hidden()
    expect(page.locator(".privacy")).to_be_hidden()
    expect(item(page, 1).get_by_label("Not answered")).to_be_hidden()
    assert page.pdf().startswith(b"%PDF")


def test_the_print_button_prints(page: Page) -> None:
    """By the browser's own dialog."""
    page.add_init_script("window.print = () => { window.printed = true; }")
    page.goto("/checklist")
    page.get_by_role("button", name="Print").click()
    assert page.evaluate("window.printed")


# -- without script ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("options", [NO_SCRIPT])
def test_without_script_the_form_is_filled_in_and_exported(page: Page) -> None:
    """The server makes the file; the page stays as it is; the notice says that nothing is kept."""
    fill(page)
    expect(page.get_by_text("Scripts are switched off, so nothing is kept.")).to_be_visible()
    expect(page.get_by_text("What you fill in stays in this browser")).to_be_hidden()
    expect(page.locator(".js-only:visible")).to_have_count(0)
    name, data = download(page, "json")
    assert name == "checklist-introductory-guide.json"
    body = json.loads(data)
    assert [entry["answer"] for entry in body["items"][:3]] == ["yes", "in progress", "no"]
    assert body["items"][1]["note"] == NOTE
    expect(page.get_by_label("Institution or country")).to_have_value("-Ministry of the Interior")
    assert page.pdf().startswith(b"%PDF")


@pytest.mark.parametrize("options", [NO_SCRIPT])
def test_without_script_a_file_completes_what_is_filled_in(page: Page) -> None:
    """It replaces only when that is ticked; a bad file changes nothing."""
    page.goto("/checklist")
    answer(page, 1, "Yes")
    bring(page, b"nothing")
    expect(page.locator("[data-report]")).to_contain_text("The first row has no column “id”")
    expect(item(page, 1).get_by_label("Yes", exact=True)).to_be_checked()
    data = f"id,answer,note\n{FIRST},no,\n{SECOND},no,By law\n".encode()
    bring(page, data)
    expect(page.locator("[data-report]")).to_contain_text("kept for these items: 1")
    expect(item(page, 1).get_by_label("Yes", exact=True)).to_be_checked()
    expect(note(page, 2)).to_have_value("By law")
    page.get_by_label("Where the file says something else, replace what I have filled in").check()
    bring(page, data)
    expect(item(page, 1).get_by_label("No", exact=True)).to_be_checked()


@pytest.mark.parametrize("options", [NO_SCRIPT])
def test_without_script_the_enter_key_and_the_language_lose_nothing(page: Page) -> None:
    """Both send the form, and it comes back filled in."""
    fill(page)
    page.get_by_label("Institution or country").press("Enter")
    page.wait_for_load_state()
    expect(item(page, 2).get_by_label("In progress")).to_be_checked()
    page.locator(".languages [lang=es]").click()
    expect(page.locator("html")).to_have_attribute("lang", "es")
    expect(note(page, 2)).to_have_value(NOTE)


def test_the_enter_key_sends_nothing_where_scripts_run(page: Page) -> None:
    """Nor does it make a file."""
    fill(page)
    sent = posts(page)
    page.get_by_label("Institution or country").press("Enter")
    page.wait_for_timeout(200)
    assert sent == []
    assert page.url.endswith("/checklist")


# -- everybody --------------------------------------------------------------------------------------------------------
def test_the_checklist_is_filled_in_by_keyboard_alone(page: Page) -> None:
    """Arrow keys within an item, Tab to the note and to its place, Enter on a button; focus is always to be seen."""
    page.goto("/checklist")
    item(page, 1).get_by_label("Not answered").focus()
    page.keyboard.press("ArrowDown")  # goes round to the first
    expect(item(page, 1).get_by_label("Yes", exact=True)).to_be_checked()
    page.keyboard.press("ArrowRight")
    expect(item(page, 1).get_by_label("No", exact=True)).to_be_checked()
    page.keyboard.press("Tab")
    expect(note(page, 1)).to_be_focused()
    page.keyboard.type("by keyboard")
    page.keyboard.press("Tab")
    expect(item(page, 1).get_by_role("link")).to_be_focused()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.keyboard.press("Tab")
    expect(item(page, 2).get_by_label("Not answered")).to_be_focused()
    page.get_by_role("button", name="Clear the checklist").press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("[data-progress-text]")).to_contain_text("0 of 7")
    assert entries(page) == {}


def test_every_item_is_named_for_who_does_not_see_it(page: Page) -> None:
    """A group with the guide's words, four choices, a note that says to which item it belongs."""
    page.goto("/checklist")
    group = page.get_by_role("group", name="Regular review of prevention strategies")
    assert group.get_by_role("radio").count() == 4
    expect(group.get_by_role("textbox")).to_have_accessible_name("Note on item 2")
    expect(group.locator("legend [lang]")).to_have_attribute("lang", "en")


@pytest.mark.parametrize("options", [NARROW])
def test_at_320_pixels_nothing_is_cut_off(page: Page) -> None:
    """No sideways scrolling, targets large enough, with dialog and report open."""
    fill(page)
    assert fits(page)
    bring(page, b"x" * 300)
    assert fits(page)
    small = page.evaluate(
        """() => [...document.querySelectorAll("main button, .choice, .citation a, main input:not([type=radio])")]
            .filter((e) => e.checkVisibility() && e.getBoundingClientRect().height < 24).map((e) => e.outerHTML)"""
    )
    assert small == []
    page.get_by_role("button", name="Clear the checklist").tap()
    assert fits(page)


@pytest.mark.parametrize("options", [{"forced_colors": "active"}])
def test_the_chosen_answer_is_seen_in_forced_colours(page: Page) -> None:
    """By its border, not by a background that the system takes away."""
    page.goto("/checklist")
    answer(page, 1, "Yes")
    widths = page.evaluate(
        "[...document.querySelectorAll('.item .choice')].slice(0, 2).map((c) => getComputedStyle(c).borderTopWidth)"
    )
    assert widths == ["2px", "1px"]


# -- axe --------------------------------------------------------------------------------------------------------------
def empty(page: Page) -> None:
    page.goto("/checklist")


def clearing(page: Page) -> None:
    fill(page)
    page.get_by_role("button", name="Clear the checklist").click()


def replacing(page: Page) -> None:
    fill(page)
    bring(page, f"id,answer,note\n{FIRST},no,\n".encode())
    expect(page.get_by_role("dialog")).to_be_visible()


def refused(page: Page) -> None:
    fill(page)
    bring(page, b"nothing")


def taken(page: Page) -> None:
    page.goto("/checklist")
    bring(page, f"id,answer,note\n{FIRST},no,\nnobody,no,\n".encode())


STATES = [empty, fill, clearing, replacing, refused, taken]

EVERY_DAY = [(fill, SCHEMES[0]), (replacing, SCHEMES[1])]
EVERY_STATE = [(state, options) for state in STATES for options in SCHEMES]


@pytest.mark.parametrize(
    ("state", "options"),
    [*EVERY_DAY, *sweep(*(case for case in EVERY_STATE if case not in EVERY_DAY))],
    ids=lambda one: one.get("color_scheme") if isinstance(one, dict) else one.__name__,
)
def test_axe_finds_nothing(page: Page, state: object) -> None:
    """WCAG A and AA and best practice, in every state and both colour schemes."""
    assert callable(state)
    state(page)
    page.wait_for_timeout(200)
    assert axe_violations(page) == []
