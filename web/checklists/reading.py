"""A file that somebody brings back, CSV or JSON: read, checked, and told what is wrong with it.

The page's script reads files in the browser by the same rules and with the same `MESSAGES`; a test holds the two
together.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l

from web.checklists.files import BYTE_ORDER_MARK, FORMAT, VERSION, unguarded
from web.checklists.filled import Answer, Entry, Filled, lines
from web.checklists.structure import Checklist

LARGEST = 500_000
"""Bytes; a checklist with a page of notes for every item is a tenth of that."""

NEEDED = ("id", "answer", "note")
DELIMITERS = (",", ";", "\t")
"""Spreadsheet programs write the one that their language setting asks for."""

MESSAGES = {
    "none": _l("Choose a file first."),
    "empty": _l("The file is empty."),
    "large": _l("The file is larger than 500 kB, which no checklist is."),
    "encoding": _l("The file is not in UTF-8. Save it as “CSV UTF-8” and try again."),
    "json": _l("The file begins like JSON, but cannot be read as JSON. Export it again."),
    "format": _l("The file is JSON, but no checklist of this assistant."),
    "version": _l("The file was made by a later version of this assistant."),
    "table": _l("The table cannot be read: a quotation mark is not closed, or text follows a closed one."),
    "column": _l("The first row has no column “%(value)s”. The columns id, answer and note are needed."),
    "row": _l("Row %(number)s"),
    "entry": _l("Entry %(number)s"),
    "shape": _l("%(place)s: this is no entry of a checklist."),
    "answer": _l("%(place)s: the answer “%(value)s” is none of yes, no, in progress. Leave it empty if there is none."),
    "twice": _l("%(place)s: this item stands in the file twice."),
    "several": _l("The file holds more than one institution. Import one checklist at a time."),
    "strange": _l("No item in the file belongs to this checklist."),
    "left_out": _l("%(place)s was left out, since it is no item of this checklist: “%(value)s”"),
    "date": _l("The date “%(value)s” was left out. Write it as 2025-12-31."),
}
"""What can be wrong with a file, and what to do.  The script gets them as they are, with the same names to fill in."""


class FileError(Exception):
    """A file cannot be taken over; `problems` are sentences for the reader."""

    def __init__(self, *problems: str) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Read:
    """What a file holds, and sentences on what of it was left out."""

    filled: Filled
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Record:
    """One entry of the file: where it stands, and its fields."""

    place: str
    fields: Mapping[str, Any]


def message(code: str, **values: object) -> str:
    """The sentence for *code*, in the language of the interface."""
    return str(MESSAGES[code]) % values


def read_file(checklist: Checklist, data: bytes) -> Read:
    """What the file with the content *data* says of *checklist*.

    Raises FileError, with all that is wrong, when anything is: then nothing of the file is used.  Entries that are no
    items of the checklist, and a date in another form, are only left out.
    """
    if len(data) > LARGEST:
        raise FileError(message("large"))
    try:
        text = lines(data.decode("utf-8")).removeprefix(BYTE_ORDER_MARK)
    except UnicodeDecodeError:
        raise FileError(message("encoding")) from None
    if not text.strip():
        raise FileError(message("empty"))
    records = list(_json(text) if text.lstrip()[0] in "{[" else _csv(text))
    return _checked(checklist, records)


def _json(text: str) -> Iterator[_Record]:
    try:
        body = json.loads(text)
    except (ValueError, RecursionError):  # the latter when brackets are nested without end
        raise FileError(message("json")) from None
    if not isinstance(body, dict) or body.get("format") != FORMAT or not isinstance(body.get("items"), list):
        raise FileError(message("format"))
    if body.get("version") != VERSION:
        raise FileError(message("version"))
    shared = {key: body.get(key, "") for key in ("institution", "date")}
    for number, entry in enumerate(body["items"], 1):
        place = message("entry", number=number)
        fields = {**shared, "note": "", "answer": "", **entry} if isinstance(entry, dict) else {}
        if not all(isinstance(fields.get(key), str) for key in ("id", "answer", "note", "institution", "date")):
            raise FileError(message("shape", place=place))
        yield _Record(place, fields)


def _csv(text: str) -> Iterator[_Record]:
    first = text.split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=first.count)
    try:
        header, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    except csv.Error:
        raise FileError(message("table")) from None
    columns = [unguarded(cell).strip().lower() for cell in header]
    missing = [message("column", value=name) for name in NEEDED if name not in columns]
    if missing:
        raise FileError(*missing)
    for number, row in enumerate(rows, 2):
        if any(cell.strip() for cell in row):
            cells = [unguarded(cell) for cell in row] + [""] * (len(columns) - len(row))
            yield _Record(message("row", number=number), dict(zip(columns, cells, strict=False)))


def _checked(checklist: Checklist, records: list[_Record]) -> Read:
    known = {item.id for item in checklist.items}
    entries: dict[str, Entry] = {}
    problems: list[str] = []
    remarks: list[str] = []
    for record in records:
        item_id = record.fields["id"].strip()
        answer = _answer(record.fields["answer"])
        if item_id not in known:
            remarks.append(message("left_out", place=record.place, value=record.fields.get("item") or item_id))
        elif item_id in entries:
            problems.append(message("twice", place=record.place))
        elif answer is None:
            problems.append(message("answer", place=record.place, value=record.fields["answer"]))
        else:
            entries[item_id] = Entry(answer, record.fields["note"])
    institutions, dates = (_distinct(records, key) for key in ("institution", "date"))
    if len(institutions) > 1:
        problems.append(message("several"))
    if not entries and not problems:
        problems.append(message("strange"))
    if problems:
        raise FileError(*problems)
    good = [d for d in dates if is_date(d)]
    remarks += [message("date", value=d) for d in dates if d not in good]
    return Read(Filled("".join(institutions), "".join(good[:1]), entries), tuple(remarks))


def _answer(said: str) -> Answer | None:
    """The answer that *said* is, however it is written; None when it is none."""
    plain = " ".join(re.split(r"[\s_-]+", said.strip().lower()))
    with suppress(ValueError):
        return Answer(plain)
    return None


def _distinct(records: list[_Record], key: str) -> list[str]:
    said = (str(record.fields.get(key, "")).strip() for record in records)
    return list(dict.fromkeys(s for s in said if s))


def is_date(text: str) -> bool:
    """Whether *text* is a day as 2025-12-31."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
