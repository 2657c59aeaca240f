"""The checklists of the guides, to be filled in: in the browser alone, or by a plain form that the server forgets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from web.checklists.files import as_csv, as_json, as_markdown, frame
from web.checklists.filled import Answer, Filled, read_form, together
from web.checklists.reading import LARGEST, MESSAGES, FileError, message, read_file
from web.checklists.structure import Checklist, checklists
from web.engine import the_assistant
from web.limits import ask_limit

bp = Blueprint("checklist", __name__)

FILES = {
    "csv": (as_csv, "text/csv", "csv"),
    "json": (as_json, "application/json", "json"),
    "markdown": (as_markdown, "text/markdown", "md"),
}
"""How each form is written, its type, and how its name ends."""


@dataclass(frozen=True, slots=True)
class Import:
    """What came of a file that was brought: what is wrong with it, or what was taken over."""

    problems: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    taken: int = 0
    kept: tuple[int, ...] = ()
    """Numbers of the items where what had been filled in stayed, though the file said something else."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A checklist with what is filled in, and what its script needs."""

    checklist: Checklist
    filled: Filled
    imported: Import | None
    frame: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ChecklistPage:
    """The context of checklist/page.html."""

    sheets: tuple[Sheet, ...]
    messages: Mapping[str, str]
    largest: int = LARGEST
    answers: tuple[Answer, ...] = (Answer.YES, Answer.NO, Answer.IN_PROGRESS, Answer.OPEN)

    @property
    def failed(self) -> bool:
        return any(s.imported and s.imported.problems for s in self.sheets)


@bp.get("/checklist")
def index() -> str:
    """Every checklist of the library, empty; the page's script fills in what the browser keeps."""
    return _page(None, Filled(), None)


@bp.post("/checklist")
@ask_limit
def import_file() -> ResponseReturnValue:
    """The page with what was filled in and the file that came with it; 400 when the file cannot be taken over."""
    checklist = _chosen()
    present = read_form(checklist, request.form)
    file = request.files.get("file")
    if file is None:  # the form was sent without a file: by the Enter key, or to change the language of the page
        return _page(checklist, present, None)
    try:
        if not file.filename:
            raise FileError(message("none"))
        read = read_file(checklist, file.read(LARGEST + 1))
    except FileError as error:
        return _page(checklist, present, Import(problems=error.problems)), 400
    replace = bool(request.form.get("replace"))
    filled, disputed = together(present, read.filled, replace)
    kept = () if replace else tuple(i.number for i in checklist.items if i.id in disputed)
    taken = sum(bool(entry) for entry in read.filled.entries.values()) - len(kept)
    return _page(checklist, filled, Import(remarks=read.remarks, taken=taken, kept=kept))


@bp.post("/checklist/<any(csv, json, markdown):form>")
@ask_limit
def export(form: str) -> Response:
    """What was filled in, as a file; nothing is kept.  400 when no guide has the checklist."""
    checklist = _chosen()
    filled = read_form(checklist, request.form)
    write, mimetype, ending = FILES[form]
    name = f"{frame(checklist)['file']}.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(write(checklist, filled), mimetype=mimetype, headers=headers)


def _chosen() -> Checklist:
    """The checklist that the form names."""
    named = request.form.get("checklist")
    return next((c for c in checklists(the_assistant().library) if c.id == named), None) or abort(400)


def _page(chosen: Checklist | None, filled: Filled, imported: Import | None) -> str:
    sheets = tuple(
        Sheet(c, filled if c == chosen else Filled(), imported if c == chosen else None, frame(c))
        for c in checklists(the_assistant().library)
    )
    messages = {code: str(text) for code, text in MESSAGES.items()}
    return render_template("checklist/page.html", page=ChecklistPage(sheets, messages))
