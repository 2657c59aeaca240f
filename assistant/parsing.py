"""A guide's Markdown, parsed once: reader page, anchors and passages all come from the same tree.

The tree is Python-Markdown's own, taken after its last tree processor (inline markup, footnotes and attribute lists
done), so what is indexed and quoted is what the reader page shows.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import markdown
from markdown.extensions import Extension
from markdown.extensions.footnotes import NBSP_PLACEHOLDER
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE

from assistant.errors import CorpusError
from assistant.guide import NEVER_AN_ANSWER, Group, Guide, Kind, Metadata, Page, Passage, Section
from assistant.reader_markup import for_readers
from assistant.text import slug

PARAGRAPH_CLASSES = {
    "pull-quote": Kind.PULL_QUOTE,
    "lead-in": Kind.LEAD_IN,
    "caption": Kind.CAPTION,
    "source": Kind.SOURCE,
    "figure": Kind.FIGURE,
}
BLOCKS = {"p", "ul", "ol", "blockquote", "table", "div", "pre", "h1", "h2", "h3", "h4", "h5", "h6"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
SLUG_WORDS = 6

_LABEL = re.compile(r"^(table|figure|image|box)\s+(\d+)\b", re.IGNORECASE)
_BASED_ON = re.compile(r"\bbased on (.+?)\.?$")
_SOURCE = re.compile(r"^Source:\s*(.+?)\.?$")
_LEADS_IN = re.compile(r":$")


def parse_guide(guide_id: str, source: str, file: Path | None = None) -> Guide:
    """The guide that the Markdown text *source*, of *file*, describes.

    *source* has passed `checks.check_source`, so what is malformed has already been reported by line.  Raises
    CorpusError where text stands in a place from which no passage is made, for nothing of a guide may be lost.
    """
    walker = _Walker(guide_id)
    md = markdown.Markdown(extensions=["tables", "footnotes", "attr_list", "meta", _Capture(walker)])
    html = md.convert(source)
    if walker.lost:
        raise CorpusError(
            file or f"{guide_id}/guide.md",
            _line_of(walker.lost, source),
            f"no passage is made of “{' '.join(walker.lost.split()[:8])}”",
            "Write it as a paragraph, list, quotation or table that begins at the margin.",
        )
    metadata = _metadata(getattr(md, "Meta", {}))
    return walker.guide(metadata, html)


def _line_of(lost: str, source: str) -> int | None:
    """The line of *source* in which the text *lost* begins, as far as its first words tell."""
    words = lost.split()
    for size in range(min(4, len(words)), 0, -1):
        place = re.search(r"\W+".join(map(re.escape, words[:size])), source)
        if place:
            return source.count("\n", 0, place.start()) + 1
    return None


def _metadata(meta: dict[str, list[str]]) -> Metadata:
    def one(key: str, default: str = "") -> str:
        return " ".join(meta.get(key, [default])).strip()

    return Metadata(
        title=one("title"),
        series=one("series"),
        language=one("language"),
        publisher=tuple(line.strip() for line in meta.get("publisher", ()) if line.strip()),
        year=int(one("year")),
        licence=one("licence"),
        licence_url=one("licence_url"),
        attribution=one("attribution"),
        citation=one("citation"),
        edition=one("edition", one("year")),
        counterpart_of=one("counterpart_of") or None,
    )


class _LineBreak(markdown.inlinepatterns.SubstituteTagInlineProcessor):
    """`<br>` as an element of the tree: several lines in one table cell."""


class _Capture(Extension):
    """Hands the finished tree to the walker, and then turns it into the reader's markup."""

    def __init__(self, walker: _Walker) -> None:
        super().__init__()
        self.walker = walker

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 (the library's name)
        md.inlinePatterns.register(_LineBreak(r"<br\s*/?>", "br"), "line-break", 95)
        md.treeprocessors.register(_AfterAll(md, self.walker), "passages", -10)


class _AfterAll(Treeprocessor):
    def __init__(self, md: markdown.Markdown, walker: _Walker) -> None:
        super().__init__(md)
        self.walker = walker

    def run(self, root: ElementTree.Element) -> None:
        _resolve_entities(root, self.md.htmlStash.rawHtmlBlocks)
        self.walker.walk(root)
        self.walker.lost = _left_out(plain(root), "".join(self.walker.pieces))
        for_readers(root, self.walker.anchors())


@dataclass
class _Draft:
    """A passage while its neighbours (source line, next page) are still unknown."""

    kind: Kind
    text: str
    start: int
    section: Section
    slug: str
    element: ElementTree.Element
    group: str | None = None
    label: str | None = None
    label_page: Page | None = None
    cite: str | None = None
    counterpart: str | None = None
    term: str | None = None
    context: tuple[str, ...] = ()
    columns: tuple[tuple[str, int, int], ...] = ()
    named: bool = False


@dataclass
class _Table:
    """The caption that waits for its table, and the lead-in that waits for its list."""

    label: str | None = None
    page: Page | None = None
    caption: _Draft | None = None
    lead_in: _Draft | None = None
    drafts: list[_Draft] = field(default_factory=list)
    """Passages of the last table or figure, which a source line that follows attributes."""


class _Walker:
    """Walks the tree once in reading order and writes down text, sections, passages and groups."""

    def __init__(self, guide_id: str) -> None:
        self.guide_id = guide_id
        self.pieces: list[str] = []
        self.length = 0
        self.sections: list[Section] = []
        self.stack: list[Section] = []
        self.drafts: list[_Draft] = []
        self.groups: list[tuple[str, str, list[_Draft], _Draft | None, _Draft | None]] = []
        self.pending = _Table()
        self.bears_footnote: dict[str, Section] = {}
        self.definitions_from: int | None = None
        self.pages: list[tuple[int, Page]] = []
        self.opens_page: set[int] = set()
        self.lost = ""
        """The rest of the guide from the first word of which no passage was made; empty when nothing is lost."""

    # -- the text ---------------------------------------------------------------------------------------------------
    def write(self, text: str, separator: str = "\n\n") -> int:
        """Appends *text* and returns where it starts."""
        if self.length:
            self.pieces.append(separator)
            self.length += len(separator)
        start = self.length
        self.pieces.append(text)
        self.length += len(text)
        return start

    # -- blocks -----------------------------------------------------------------------------------------------------
    def walk(self, root: ElementTree.Element) -> None:
        for block in root:
            if block.tag in HEADINGS:
                self.heading(block)
            elif block.tag == "p":
                self.paragraph(block)
            elif block.tag in {"ul", "ol"}:
                self.item_list(block)
            elif block.tag == "blockquote":
                self.quotation(block)
            elif block.tag == "table":
                self.table(block)
            elif block.tag == "div" and block.get("class") == "footnote":
                self.footnotes(block)

    def heading(self, block: ElementTree.Element) -> None:
        title = plain(block)
        level = int(block.tag[1])
        self.stack = [s for s in self.stack if s.level < level]
        page = _page(block.get("page")) or (self.stack[-1].page if self.stack else None)
        anchor = block.get("id") or slug(title)
        start = self.write(title)
        path = (*(s.title for s in self.stack), title)
        apparatus = "apparatus" in _classes(block)
        section = Section(anchor, title, path, level, page, start, start + len(title), apparatus)
        self.sections.append(section)
        self.stack.append(section)
        self.note_footnotes(block)
        if block.get("page"):
            self.pages.append((start, _page(block.get("page")) or 0))
            self.opens_page.add(start + len(title) + len("\n\n"))
        if self.definitions_from is not None and level <= self.definitions_from:
            self.definitions_from = None
        if "definitions" in _classes(block):
            self.definitions_from = level
        self.pending = _Table()

    def paragraph(self, block: ElementTree.Element) -> None:
        self.note_footnotes(block)
        text = plain(block)
        if not text:
            return
        kind = next((k for c, k in PARAGRAPH_CLASSES.items() if c in _classes(block)), Kind.PARAGRAPH)
        if kind is Kind.SOURCE:
            self.source(block, text)
            return
        draft = self.draft(kind, block, text)
        if kind in {Kind.CAPTION, Kind.FIGURE}:
            found = _LABEL.match(text)
            draft.label = f"{found[1].capitalize()} {found[2]}" if found else None
            draft.label_page = _page(block.get("page"))
            draft.slug = block.get("id") or draft.slug
            if draft.label_page:
                self.pages.append((draft.start, draft.label_page))
            self.pending = _Table(draft.label, draft.label_page, draft, None, [draft])
        elif kind is Kind.PARAGRAPH:
            self.pending = _Table()
            if _LEADS_IN.search(text):
                # A paragraph of one sentence that ends in a colon only introduces; of a longer one, the last sentence
                # does.
                if not re.search(r"[.!?]\s", text):
                    draft.kind = Kind.LEAD_IN
                self.pending.lead_in = draft

    def source(self, block: ElementTree.Element, text: str) -> None:
        draft = self.draft(Kind.SOURCE, block, text)
        based = _BASED_ON.search(text)
        named = _SOURCE.search(text)
        cited = based[1] if based else named[1] if named and "uthors" not in named[1] else None
        if cited and not re.search(r"\d{4}|n\.d\.", cited):
            cited = None  # "project data" is no publication that one could look up
        for d in self.pending.drafts:
            d.cite = d.cite or cited
        draft.label = self.pending.label
        self.pending = _Table()

    def item_list(self, block: ElementTree.Element) -> None:
        lead_in = self.pending.lead_in
        group = self.open_group("list", lead_in)
        for item in block:
            self.item(item, group, lead_in)
        self.pending = _Table()

    def item(self, item: ElementTree.Element, group: str, lead_in: _Draft | None) -> None:
        self.note_footnotes(item)
        body = next((c for c in item if c.tag == "p"), None) if not (item.text or "").strip() else None
        element = body if body is not None else item
        text = plain(element, stop_at_blocks=True)
        if not text:
            return
        bold = _leading_bold(element)
        defines = self.definitions_from is not None and bold is not None
        separator = "\n" if self.group_drafts(group) else "\n\n"
        draft = self.draft(Kind.DEFINITION if defines else Kind.ITEM, element, text, separator)
        draft.group = group
        draft.term = bold.rstrip(":").strip() if defines and bold else None
        draft.context = (lead_in.text,) if lead_in and lead_in.kind is Kind.LEAD_IN else ()
        self.group_drafts(group).append(draft)
        nested = [c for c in item if c.tag in BLOCKS and c is not element]
        if nested and _LEADS_IN.search(text):
            self.pending.lead_in = draft
            if not defines and not re.search(r"[.!?]\s", text.removeprefix(bold or "")):
                draft.kind = Kind.LEAD_IN
        for child in nested:
            if child.tag == "blockquote":
                self.quotation(child, term=draft.term)
            elif child.tag in {"ul", "ol"}:
                self.item_list(child)
            elif child.tag == "p":
                more = self.draft(Kind.ITEM, child, plain(child), "\n")
                more.group, more.context = group, draft.context
                self.group_drafts(group).append(more)

    def quotation(self, block: ElementTree.Element, term: str | None = None) -> None:
        lead_in = self.pending.lead_in
        paragraphs = [p for p in block if p.tag == "p"]
        group = self.open_group("quotation", lead_in) if len(paragraphs) > 1 else None
        for p in paragraphs:
            kind = Kind.PULL_QUOTE if "pull-quote" in _classes(p) else Kind.QUOTATION
            text = plain(p)
            draft = self.draft(kind, p, text)
            draft.cite = p.get("cite")
            draft.term = term
            draft.context = (lead_in.text,) if lead_in else ()
            if group:
                draft.group = group
                self.group_drafts(group).append(draft)
        self.pending.lead_in = None

    def table(self, block: ElementTree.Element) -> None:
        about = self.pending
        group = self.open_group("table", None, about.caption)
        rows = block.findall("./tbody/tr")
        header = [plain(c) for c in block.findall("./thead/tr/th")]
        if any(header):
            head = block.findall("./thead/tr")[0]
            self.draft(Kind.HEADER, head, "\n".join(h for h in header if h)).label = about.label
        above: list[str] = []
        for row in rows:
            cells = [plain(c) for c in row]
            shown = [c for c in cells if c]
            if not shown:
                continue
            inherited = [a for a, c in zip(above, cells, strict=False) if not c] if not cells[0] else []
            name = cells[0] if cells[0] and not cells[0].isdigit() else " ".join([*inherited[1:], *shown][:2])
            separator = "\n" if self.group_drafts(group) else "\n\n"
            draft = self.draft(Kind.ROW, row, "\n".join(shown), separator, name)
            draft.group, draft.label, draft.label_page = group, about.label, about.page
            draft.context = tuple(x for x in [about.caption.text if about.caption else "", *header, *inherited] if x)
            draft.columns = tuple(_columns(header, cells, draft.start))
            draft.named = bool(cells[0]) and len(draft.columns) > 1
            self.group_drafts(group).append(draft)
            about.drafts.append(draft)
            above = [c or a for c, a in zip(cells, above or cells, strict=False)]
        self.pending = about

    def footnotes(self, block: ElementTree.Element) -> None:
        for number, item in enumerate(block.iter("li"), 1):
            name = (item.get("id") or "").removeprefix("fn:")
            body = next((p for p in item if p.tag == "p"), item)
            text = plain(body)
            section = self.bears_footnote.get(name, self.stack[-1])
            draft = self.draft(Kind.FOOTNOTE, item, text, section=section)
            draft.label = f"Footnote {number}"

    # -- helpers ----------------------------------------------------------------------------------------------------
    def draft(
        self,
        kind: Kind,
        element: ElementTree.Element,
        text: str,
        separator: str = "\n\n",
        name: str | None = None,
        section: Section | None = None,
    ) -> _Draft:
        start = self.write(text, separator)
        draft = _Draft(kind, text, start, section or self.stack[-1], slug(name or text, SLUG_WORDS), element)
        draft.counterpart = element.get("counterpart")
        self.drafts.append(draft)
        return draft

    def note_footnotes(self, block: ElementTree.Element) -> None:
        for link in block.iter("a"):
            if "footnote-ref" in _classes(link):
                self.bears_footnote[(link.get("href") or "").removeprefix("#fn:")] = self.stack[-1]

    def open_group(self, kind: str, lead_in: _Draft | None, caption: _Draft | None = None) -> str:
        base = caption.element.get("id") if caption is not None else None
        name = base or f"{self.stack[-1].anchor}--{kind}"
        taken = {g[0] for g in self.groups}
        unique = next(
            n for n in [name, *(f"{name}-{i}" for i in range(2, 1000))] if f"{self.guide_id}/{n}" not in taken
        )
        self.groups.append((f"{self.guide_id}/{unique}", kind, [], lead_in, caption))
        return self.groups[-1][0]

    def group_drafts(self, name: str) -> list[_Draft]:
        return next(g[2] for g in self.groups if g[0] == name)

    # -- the result -------------------------------------------------------------------------------------------------
    def name_passages(self) -> dict[int, str]:
        """Stable ids: the section's anchor and the passage's first words, so that an insertion renames nothing else."""
        names: dict[int, str] = {}
        taken: set[str] = set()
        for d in self.drafts:
            explicit = d.element.get("id") if not (d.element.get("id") or "").startswith("fn:") else None
            base = explicit or f"{d.section.anchor}--{d.slug}"
            name = next(n for n in [base, *(f"{base}-{i}" for i in range(2, 1000))] if n not in taken)
            taken.add(name)
            names[id(d)] = f"{self.guide_id}/{name}"
        return names

    def anchors(self) -> dict[ElementTree.Element, str]:
        """The anchor that the reader page gives to each passage's element."""
        names = self.name_passages()
        return {d.element: names[id(d)].split("/", 1)[1] for d in self.drafts}

    def guide(self, metadata: Metadata, html: str) -> Guide:
        names = self.name_passages()
        pages = sorted(self.pages, key=lambda x: x[0])
        passages = tuple(self.finish(d, names, pages, metadata) for d in self.drafts)
        groups = tuple(
            Group(
                id=name,
                kind=kind,
                passages=tuple(names[id(d)] for d in members if d.kind not in NEVER_AN_ANSWER),
                lead_in=names[id(lead_in)] if lead_in else None,
                caption=names[id(caption)] if caption else None,
            )
            for name, kind, members, lead_in, caption in self.groups
            if any(d.kind not in NEVER_AN_ANSWER for d in members)
        )
        return Guide(self.guide_id, metadata, "".join(self.pieces), tuple(self.sections), passages, groups, html)

    def finish(self, d: _Draft, names: dict[int, str], pages: list[tuple[int, Page]], metadata: Metadata) -> Passage:
        page, page_end = self.page_range(d, pages)
        return Passage(
            id=names[id(d)],
            kind=d.kind,
            text=d.text,
            start=d.start,
            end=d.start + len(d.text),
            section=d.section,
            label=d.label,
            page=page,
            page_end=page_end,
            attribution=d.cite,
            counterpart=counterpart_id(metadata, d.counterpart),
            term=d.term,
            group=d.group,
            context=d.context,
            columns=d.columns,
            named=d.named,
        )

    def page_range(self, d: _Draft, pages: list[tuple[int, Page]]) -> tuple[Page | None, Page | None]:
        if d.label_page:
            return d.label_page, None
        if d.kind is Kind.FOOTNOTE:
            return d.section.page, None
        before = [p for start, p in pages if start <= d.start]
        after = [p for start, p in pages if start > d.start]
        if not before:
            return None, None
        exact = d.start in self.opens_page
        end = after[0] if after and not exact and after[0] != before[-1] else None
        return before[-1], end if isinstance(end, type(before[-1])) else None


def counterpart_id(metadata: Metadata, named: str | None) -> str | None:
    """The id of the passage that *named* names in the original of which the guide is an edition."""
    return f"{metadata.counterpart_of}/{named}" if named and metadata.counterpart_of else None


def plain(element: ElementTree.Element, stop_at_blocks: bool = False) -> str:
    """The text of *element* as a reader sees it: white space folded, `<br>` a line break, footnote marks left out."""
    parts: list[str] = []

    def take(e: ElementTree.Element) -> None:
        parts.append(e.text or "")
        for child in e:
            if stop_at_blocks and child.tag in BLOCKS:
                break
            if child.tag == "br":
                parts.append("\f")
            elif not (
                child.tag == "sup" and (child.get("id") or "").startswith("fnref")
            ) and "footnote-backref" not in (child.get("class") or ""):
                take(child)
            parts.append(child.tail or "")

    take(element)
    text = "".join(parts).replace(markdown.util.AMP_SUBSTITUTE, "&").replace(NBSP_PLACEHOLDER, " ")
    lines = (re.sub(r"\s+", " ", line).strip() for line in text.split("\f"))
    return "\n".join(line for line in lines if line)


def _resolve_entities(root: ElementTree.Element, stash: Sequence[Any]) -> None:
    """Writes the characters for which "&copy;" and the like stand; Markdown keeps them apart in its *stash*."""

    def resolved(text: str) -> str:
        return HTML_PLACEHOLDER_RE.sub(lambda m: html.unescape(str(stash[int(m[1])])), text)

    for element in root.iter():
        element.text = resolved(element.text) if element.text else element.text
        element.tail = resolved(element.tail) if element.tail else element.tail


def _left_out(whole: str, kept: str) -> str:
    """The rest of the text *whole* from where *kept* has other letters than it; empty where they are the same."""
    at = 0
    letters = "".join(kept.split())
    for place, letter in enumerate(whole):
        if letter.isspace():
            continue
        if at >= len(letters) or letters[at] != letter:
            return whole[place:]
        at += 1
    return ""


def _leading_bold(element: ElementTree.Element) -> str | None:
    """The bold words that open *element*, when they end in a colon ("Victim:"), else None."""
    first = next(iter(element), None)
    if first is None or first.tag != "strong" or (element.text or "").strip():
        return None
    words = plain(first)
    return words if words.endswith(":") else None


def _columns(header: list[str], cells: list[str], start: int) -> Any:
    for heading, cell in zip([*header, *[""] * len(cells)], cells, strict=False):
        if cell:
            yield heading, start, start + len(cell)
            start += len(cell) + 1


def _classes(element: ElementTree.Element) -> set[str]:
    return set((element.get("class") or "").split())


def _page(value: str | None) -> Page | None:
    if not value:
        return None
    return int(value) if value.isdigit() else value
