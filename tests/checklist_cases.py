"""Files that somebody may bring to the checklist, and what both readers of files must say of each.

The server reads files where no script runs, the page's script otherwise: `tests/web/test_checklist.py` and
`tests/browser/test_checklist.py` put the same cases before both.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

GUIDE = "introductory-guide"
FIRST = f"{GUIDE}/checklist--establishment-of-a-central-authority-to"
SECOND = f"{GUIDE}/checklist--regular-review-of-prevention-strategies-to"
OTHER = "handbook/checklist--something-else"

ONE = {FIRST: ("yes", "By decree")}
FILLED = {**ONE, SECOND: ("in progress", "")}


@dataclass(frozen=True, slots=True)
class Case:
    """A file, what is wrong with it (nothing, when it is taken over) or left out of it, and what is taken."""

    name: str
    data: bytes
    problems: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    entries: dict[str, tuple[str, str]] | None = None
    institution: str = ""
    date: str = ""


def table(*rows: str, header: str = "id,answer,note") -> bytes:
    """A CSV file with these lines."""
    return "\r\n".join([header, *rows, ""]).encode()


def file(*items: Any, **more: Any) -> bytes:
    """A JSON file with these entries."""
    body = {"format": "guidance-assistant/checklist", "version": 1, "items": list(items), **more}
    return json.dumps(body).encode()


TAKEN = (
    Case("csv", table(f"{FIRST},yes,By decree", f"{SECOND},in progress,"), entries=FILLED),
    Case("semicolons", table(f"{FIRST};yes;By decree", f"{SECOND};In-Progress;", header="ID;Answer;Note"),
         entries=FILLED),
    Case("tabs", table(f"{FIRST}\tYES\tBy decree", f"{SECOND}\tin_progress\t", header="id\tanswer\tnote"),
         entries=FILLED),
    Case("byte order mark", b"\xef\xbb\xbf" + table(f"{FIRST},yes,By decree", f"{SECOND},in progress"), entries=FILLED),
    Case("quoted", table(f'"{FIRST}","yes","A ""quoted"" word, a comma,\r\nand a line"'),
         entries={FIRST: ("yes", 'A "quoted" word, a comma,\nand a line')}),
    Case("guarded", table(f"{FIRST},no,'=1+1", f"{SECOND},,''@home"),
         entries={FIRST: ("no", "=1+1"), SECOND: ("", "'@home")}),
    Case("apostrophe", table(f"{FIRST},no,'s-Gravenhage"), entries={FIRST: ("no", "'s-Gravenhage")}),
    Case("other order and columns", table(f"By decree,yes,1,{FIRST}", "", ",,,", f",in progress,2,{SECOND}",
         header="note,answer,number,id"), entries=FILLED),
    Case("no last line end", table(f"{FIRST},yes,By decree", f"{SECOND},in progress,")[:-2], entries=FILLED),
    Case("old line ends", table(f"{FIRST},yes,By decree").replace(b"\r\n", b"\r"), entries=ONE),
    Case("institution and date", table(f"{FIRST},yes,By decree,Ministry,2025-03-01", f"{SECOND},in progress,,Ministry,",
         header="id,answer,note,institution,date"), entries=FILLED, institution="Ministry", date="2025-03-01"),
    Case("strange date", table(f"{FIRST},yes,By decree,31/12/2025", header="id,answer,note,date"),
         remarks=("The date “31/12/2025” was left out. Write it as 2025-12-31.",), entries=ONE),
    Case("impossible date", table(f"{FIRST},yes,By decree,2025-02-30", header="id,answer,note,date"),
         remarks=("The date “2025-02-30” was left out. Write it as 2025-12-31.",), entries=ONE),
    Case("unknown row", table(f"{FIRST},yes,By decree,The first", f"{OTHER},no,,Something else",
         header="id,answer,note,item"),
         remarks=("Row 3 was left out, since it is no item of this checklist: “Something else”",),
         entries=ONE),
    Case("json", file({"id": FIRST, "answer": "yes", "note": "By decree"}, {"id": SECOND, "answer": "in progress"},
         institution="Ministry", date="2025-03-01"), entries=FILLED, institution="Ministry", date="2025-03-01"),
    Case("json unknown", file({"id": FIRST, "answer": "no"}, {"id": OTHER, "answer": "no"}),
         remarks=(f"Entry 2 was left out, since it is no item of this checklist: “{OTHER}”",),
         entries={FIRST: ("no", "")}),
)  # fmt: skip

REFUSED = (
    Case("empty", b"", ("The file is empty.",)),
    Case("blank", b" \r\n ", ("The file is empty.",)),
    Case("large", b"x" * 500_001, ("The file is larger than 500 kB, which no checklist is.",)),
    Case("latin 1", table(f"{FIRST},yes,Policía").decode().encode("latin-1"),
         ("The file is not in UTF-8. Save it as “CSV UTF-8” and try again.",)),
    Case("broken json", b'{"format": ', ("The file begins like JSON, but cannot be read as JSON. Export it again.",)),
    Case("deep json", b"[" * 100_000, ("The file begins like JSON, but cannot be read as JSON. Export it again.",)),
    Case("other json", b'{"items": []}', ("The file is JSON, but no checklist of this assistant.",)),
    Case("list", b"[1, 2]", ("The file is JSON, but no checklist of this assistant.",)),
    Case("later version", file(version=2), ("The file was made by a later version of this assistant.",)),
    Case("no entry", file(7), ("Entry 1: this is no entry of a checklist.",)),
    Case("no text", file({"id": FIRST, "answer": "yes"}, {"id": SECOND, "note": 7}),
         ("Entry 2: this is no entry of a checklist.",)),
    Case("no id", file({"answer": "yes"}), ("Entry 1: this is no entry of a checklist.",)),
    Case("no item", file(), ("No item in the file belongs to this checklist.",)),
    Case("strange items", table(f"{OTHER},yes,"), ("No item in the file belongs to this checklist.",)),
    Case("open quotation mark", table(f'{FIRST},yes,"By decree'),
         ("The table cannot be read: a quotation mark is not closed, or text follows a closed one.",)),
    Case("text after a quotation", table(f'{FIRST},"yes"!,By decree'),
         ("The table cannot be read: a quotation mark is not closed, or text follows a closed one.",)),
    Case("no columns", b"Hello, world",
         ("The first row has no column “id”. The columns id, answer and note are needed.",
          "The first row has no column “answer”. The columns id, answer and note are needed.",
          "The first row has no column “note”. The columns id, answer and note are needed.")),
    Case("no note", table(f"{FIRST},yes", header="id,answer"),
         ("The first row has no column “note”. The columns id, answer and note are needed.",)),
    Case("strange answers", table(f"{FIRST},maybe,", f"{SECOND},Sí,"),
         ("Row 2: the answer “maybe” is none of yes, no, in progress. Leave it empty if there is none.",
          "Row 3: the answer “Sí” is none of yes, no, in progress. Leave it empty if there is none.")),
    Case("twice", table(f"{FIRST},yes,", f"{SECOND},no,", f"{FIRST},no,"),
         ("Row 4: this item stands in the file twice.",)),
    Case("two institutions", table(f"{FIRST},yes,,Police", f"{SECOND},no,,Court", header="id,answer,note,institution"),
         ("The file holds more than one institution. Import one checklist at a time.",)),
    Case("binary", b"PK\x03\x04\x14\x00\x06\x00\x08\x00!\xff\xfe",
         ("The file is not in UTF-8. Save it as “CSV UTF-8” and try again.",)),
)  # fmt: skip
