"""A filled checklist as a file: CSV, JSON, Markdown.

The page's script writes the same files in the browser, from the same `frame`, so that what is filled in need not leave
it; a test holds the two together.
"""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

from flask_babel import gettext as _

from web.checklists.filled import Answer, Filled
from web.checklists.structure import Checklist
from web.citing import blockquote, markdown_text, source

FORMAT = "guidance-assistant/checklist"
VERSION = 1
COLUMNS = ("number", "item", "answer", "note", "institution", "date", "citation", "id")

BYTE_ORDER_MARK = "\ufeff"
"""Tells spreadsheet programs that the file is UTF-8."""

FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
"""How a cell begins that a spreadsheet program may run as a formula, and one that was guarded already."""


def frame(checklist: Checklist) -> dict[str, Any]:
    """Everything in the files that does not depend on what is filled in, for the page's script."""
    metadata = checklist.guide.metadata
    return {
        "checklist": checklist.id,
        "file": f"checklist-{checklist.guide.id}",
        "columns": COLUMNS,
        "head": [  # pairs, since the order of an object's keys is lost on the way into the page
            ("format", FORMAT),
            ("version", VERSION),
            ("checklist", checklist.id),
            ("guide", metadata.title),
            ("edition", metadata.edition),
            ("question", checklist.question),
        ],
        "items": [
            {"id": i.id, "name": i.name, "number": i.number, "item": i.text, "citation": i.citation.text}
            for i in checklist.items
        ],
        "source": source(metadata),
        "markdown": {
            "title": f"# {markdown_text(f'{metadata.title}: {checklist.section.title}')}",
            "question": f"**{markdown_text(checklist.question)}**",
            "institution": _("Institution or country"),
            "date": _("Date"),
            "note": _("Note"),
            "answers": {answer.value: name for answer, name in answer_names().items()},
            "quotes": [blockquote(i) for i in checklist.items],
            "source": f"## {_('Source and licence')}\n\n{markdown_text(source(metadata))}"
            f"\n\n{markdown_text(metadata.attribution)}",
        },
    }


def answer_names() -> dict[Answer, str]:
    """The answers in the language of the interface."""
    return {
        Answer.YES: _("Yes"),
        Answer.NO: _("No"),
        Answer.IN_PROGRESS: _("In progress"),
        Answer.OPEN: _("Not answered"),
    }


def as_csv(checklist: Checklist, filled: Filled) -> str:
    """A header and one row an item; institution and date stand in each row, so that many files make one table."""
    table = io.StringIO()
    writer = csv.writer(table, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for item in checklist.items:
        entry = filled.entry(item.id)
        cells = (str(item.number), item.text, entry.answer.value, entry.note, filled.institution, filled.date,
                 item.citation.text, item.id)  # fmt: skip
        writer.writerow([guarded(cell) for cell in cells])
    return BYTE_ORDER_MARK + table.getvalue()


def guarded(cell: str) -> str:
    """*cell* so that no spreadsheet program takes it for a formula; `unguarded` gives it back."""
    return f"'{cell}" if FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """*cell* without the apostrophe that `guarded` put before it."""
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell


def as_json(checklist: Checklist, filled: Filled) -> str:
    """The file that an import takes back word for word."""
    fixed = frame(checklist)
    items = []
    for item in checklist.items:
        entry = filled.entry(item.id)
        items.append({"id": item.id, "item": item.text, "answer": entry.answer.value, "note": entry.note,
                      "citation": item.citation.text})  # fmt: skip
    body = {**dict(fixed["head"]), "institution": filled.institution, "date": filled.date, "items": items,
            "source": fixed["source"]}  # fmt: skip
    return json.dumps(body, ensure_ascii=False, indent=2) + "\n"


def as_markdown(checklist: Checklist, filled: Filled) -> str:
    """The sheet as a document, each item quoted with its citation."""
    words = frame(checklist)["markdown"]
    parts = [words["title"]]
    for key, value in (("institution", filled.institution), ("date", filled.date)):
        if value:
            parts.append(f"{words[key]}: {markdown_text(value)}")
    parts.append(words["question"])
    for item, quote in zip(checklist.items, words["quotes"], strict=True):
        entry = filled.entry(item.id)
        parts += [f"## {item.number}. {words['answers'][entry.answer.value]}", quote]
        if entry.note.strip():
            noted = "\n".join(markdown_text(line) for line in entry.note.strip().split("\n"))
            parts.append(f"{words['note']}: {noted}")
    return "\n\n".join([*parts, words["source"]]) + "\n"
