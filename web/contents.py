"""The table of contents of a guide."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.guide import Guide, Page, Section


@dataclass(frozen=True, slots=True)
class Entry:
    """A section and the sections in it; `page` is None where it is that of the section around it."""

    title: str
    anchor: str
    page: Page | None
    inner: tuple[Entry, ...] = ()


def contents_of(guide: Guide) -> tuple[Entry, ...]:
    """The chapters of *guide*, each with its sections, to any depth."""
    return _entries(list(guide.sections), None)


def _entries(sections: list[Section], above: Page | None) -> tuple[Entry, ...]:
    """*sections* as entries: each section of the first one's level takes the deeper ones behind it."""
    entries = []
    while sections:
        first = sections.pop(0)
        inner = []
        while sections and sections[0].level > first.level:
            inner.append(sections.pop(0))
        page = first.page if first.page != above else None
        entries.append(Entry(first.title, first.anchor, page, _entries(inner, first.page)))
    return tuple(entries)
