"""A checklist as somebody has filled it in.  The server forgets it with the reply."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from web.checklists.structure import Checklist


class Answer(StrEnum):
    """What can be said of an item.  "In progress" is this assistant's own: the guide has yes and no."""

    YES = "yes"
    NO = "no"
    IN_PROGRESS = "in progress"
    OPEN = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """What was said of one item."""

    answer: Answer = Answer.OPEN
    note: str = ""

    def __bool__(self) -> bool:
        return bool(self.answer or self.note)


@dataclass(frozen=True, slots=True)
class Filled:
    """Who filled the checklist in, when (an ISO date), and the entries by the id of their item."""

    institution: str = ""
    date: str = ""
    entries: Mapping[str, Entry] = field(default_factory=dict)

    def entry(self, item_id: str) -> Entry:
        """The entry for the item; an empty one when there is none."""
        return self.entries.get(item_id, Entry())

    def count(self, answer: Answer) -> int:
        """How many entries have *answer*."""
        return sum(e.answer is answer for e in self.entries.values())

    @property
    def answered(self) -> int:
        return sum(e.answer is not Answer.OPEN for e in self.entries.values())


def read_form(checklist: Checklist, form: Mapping[str, str]) -> Filled:
    """What the fields of *form* say; an answer that is none of the four is no answer."""
    entries = {}
    for item in checklist.items:
        said = form.get(f"answer.{item.name}", "")
        answer = Answer(said) if said in set(Answer) else Answer.OPEN
        entries[item.id] = Entry(answer, lines(form.get(f"note.{item.name}", "")))
    return Filled(form.get("institution", "").strip(), form.get("date", "").strip(), entries)


def lines(text: str) -> str:
    """*text* with one kind of line end."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def together(present: Filled, other: Filled, replace: bool) -> tuple[Filled, tuple[str, ...]]:
    """*present* with the entries of *other*, and the ids of the items where the two disagreed.

    There *other* wins when *replace*, and otherwise what is present stays.  What *other* leaves empty stays as it is.
    """
    entries = dict(present.entries)
    disputed = tuple(i for i, e in other.entries.items() if e and present.entry(i) and e != present.entry(i))
    for item_id, entry in other.entries.items():
        if entry and (replace or item_id not in disputed):
            entries[item_id] = entry
    mine, its = (present, other) if not replace else (other, present)
    return Filled(mine.institution or its.institution, mine.date or its.date, entries), disputed
