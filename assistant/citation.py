"""Where a quote stands, in words that hold up in a memo."""

from __future__ import annotations

import re

from assistant.guide import Guide, Kind, Page, Passage
from assistant.reply import Citation

_CHAPTER = re.compile(r"^(\d+)\.\s+")
_IN_TEXT = re.compile(r"\((?=[^()]*(?:\d{4}|n\.d\.))([A-ZÁÉÍÓÚÑ][^()]*(?:,\s?)(?:\d{4}|n\.d\.)[^()]*)\)")


def cite(guide: Guide, passage: Passage, start: int, end: int) -> Citation:
    """The citation of `[start, end)` in *guide*, a span that begins in *passage*."""
    attribution = passage.attribution or in_text_attribution(guide.text[start:end])
    parts = [guide.metadata.title, *_section_parts(passage.section.path)]
    if passage.label:
        parts.append(passage.label)
    pages = page_text(passage.page, passage.page_end)
    if pages:
        parts.append(pages)
    text = ", ".join(parts)
    if attribution:
        # Other people's words are cited as theirs, so that nobody cites the guide for what it only quotes.
        quoted = passage.kind is Kind.QUOTATION
        text = f"{attribution}, quoted in {text}" if quoted else f"{text} (citing {attribution})"
    return Citation(
        guide=guide.metadata.title,
        section=passage.section.path,
        label=passage.label,
        page=passage.page,
        attribution=attribution,
        text=text,
        url=f"/guide/{guide.id}?mark={start}-{end}#{passage.anchor}",
    )


def in_text_attribution(text: str) -> str | None:
    """Whom a sentence cites in brackets: "… (UNSDG, 2019)." -> "UNSDG, 2019"; several are joined; None if nobody."""
    found = [m.strip() for m in _IN_TEXT.findall(text)]
    return "; ".join(dict.fromkeys(found)) or None


def page_text(page: Page | None, page_end: Page | None = None) -> str | None:
    """ "p. 38", or "pp. 40-41" where the guide's contents do not tell on which of the pages a passage stands."""
    if page is None:
        return None
    return f"pp. {page}\N{EN DASH}{page_end}" if page_end else f"p. {page}"


def _section_parts(path: tuple[str, ...]) -> list[str]:
    chapter = _CHAPTER.match(path[0])
    if chapter and len(path) > 1:
        return [f"ch. {chapter[1]}", *path[1:]]
    return list(path)
