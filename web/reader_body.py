"""The body of a guide's page: set once for each language of the interface, marked anew for each visit."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from flask import current_app, url_for
from flask_babel import gettext as _

from assistant.answering import Assistant
from assistant.guide import Guide, Passage, Section
from assistant.thesaurus import Term
from web.defined_terms import definition_span, link_terms
from web.figures import figures_of
from web.i18n import interface_language
from web.linking import url_if
from web.marking import Span, wrap
from web.markup import ADDED, html_of, parents, parse
from web.typesetting import (
    Setting,
    elements_of_passages,
    set_cite_links,
    set_figures,
    set_footnotes,
    set_headings,
    set_quotations,
    set_tables,
)

CARD = "cited-card"
"""Stands in the tree where the card of the marked passage goes."""


@dataclass(frozen=True)
class Unit:
    """A passage or heading: a stretch of the guide's text that has an element of its own on the page."""

    anchor: str
    start: int
    end: int
    block: int
    """Number of the page's block that holds the element."""


@dataclass(frozen=True)
class Body:
    """The blocks of the page, as a tree to be marked and as the HTML that they are without marks."""

    guide: Guide
    blocks: tuple[Element, ...]
    html: tuple[str, ...]
    units: tuple[Unit, ...]

    def marked(self, spans: Sequence[Span], card: str = "") -> str | None:
        """The page's body with *spans* of the guide's text marked and *card* behind the last of them.

        None when none of the spans can be placed.
        """
        touched = [u for u in self.units if any(u.start < end and start < u.end for start, end in spans)]
        copies = {number: copy.deepcopy(self.blocks[number]) for number in {u.block for u in touched}}
        made: list[Element] = []
        last: tuple[int, str] | None = None
        for unit in touched:
            element = _find(copies[unit.block], unit.anchor)
            inside = [(max(start, unit.start) - unit.start, min(end, unit.end) - unit.start) for start, end in spans]
            new = wrap(element, self.guide.text[unit.start : unit.end], [(a, b) for a, b in inside if a < b], _mark)
            if new:
                made += new
                last = unit.block, unit.anchor
        if last is None:
            return None
        _announce(made)
        copies[last[0]] = _place_card(copies[last[0]], last[1])
        parts = [html_of(copies[n]) if n in copies else html for n, html in enumerate(self.html)]
        return "\n".join(parts).replace(f"<{CARD}></{CARD}>", card)

    @property
    def plain(self) -> str:
        """The page's body without marks."""
        return "\n".join(self.html)


def body_of(guide: Guide, assistant: Assistant) -> Body:
    """The body of *guide*'s page in the language of the interface; set at the first visit, then kept."""
    kept: dict[tuple[str, str], Body] = current_app.extensions.setdefault("reader_bodies", {})
    key = (guide.id, interface_language())
    if key not in kept:
        kept[key] = set_body(guide, assistant)
    return kept[key]


def set_body(guide: Guide, assistant: Assistant) -> Body:
    """Sets the body of *guide*'s page."""
    root = parse(guide.html)
    setting = Setting(guide, url_for("reader.guide", guide_id=guide.id), interface_language())
    elements = elements_of_passages(root)
    link_terms(guide, elements, assistant.thesaurus, lambda term: _term_link(guide, term))
    set_tables(root, setting)
    set_headings(root, setting)
    set_quotations(root, setting)
    set_footnotes(root, setting)
    set_figures(root, setting, figures_of(guide, assistant.library))
    set_cite_links(root, setting)
    blocks = tuple(root)
    number = {anchor: n for n, block in enumerate(blocks) for anchor in _anchors(block)}
    both: list[Section | Passage] = [*guide.sections, *guide.passages]
    stretches = sorted(both, key=lambda s: s.start)
    units = tuple(Unit(s.anchor, s.start, s.end, number[s.anchor]) for s in stretches if s.anchor in number)
    return Body(guide, blocks, tuple(html_of(block) for block in blocks), units)


def _term_link(guide: Guide, term: Term) -> Element:
    """A link to the term's card; the page's script opens its definition in place."""
    span = definition_span(guide, term)
    here = next((f"#{p.anchor}" for p in guide.passages if span and p.start == span[0]), "#")
    return Element("a", {
        "class": "term",
        "href": url_if("terms.term", slug=term.id) or here,
        "data-definition": url_for("reader.definition", guide_id=guide.id, term_id=term.id),
    })  # fmt: skip


def _anchors(block: Element) -> set[str]:
    """Of the passages and headings in *block*."""
    return {e.attrib[name] for e in block.iter() for name in ("data-passage", "id") if name in e.attrib}


def _find(block: Element, anchor: str) -> Element:
    return next(e for e in block.iter() if anchor in (e.get("data-passage"), e.get("id")))


def _mark() -> Element:
    return Element("mark", {"class": "cited"})


def _announce(made: Sequence[Element]) -> None:
    """Says in words where the marks begin and end, and gives the first an address."""
    made[0].set("id", "marked")
    language = {"lang": interface_language(), ADDED: "", "class": "visually-hidden"}
    before = Element("span", language)
    before.text, before.tail = _("Cited words:") + " ", made[0].text
    made[0].text = None
    made[0].insert(0, before)
    SubElement(made[-1], "span", language).text = " " + _("(end of the cited words)") + " "


def _place_card(block: Element, anchor: str) -> Element:
    """*block* with a place for the card as near behind the passage as the markup allows."""
    element = _find(block, anchor)
    parent_of = parents(block)
    card = Element(CARD)
    if element.tag == "tr":
        row = Element("tr", {"class": "cited-row", "role": "row"})
        cell = SubElement(row, "td", {"colspan": str(len(element)), "role": "cell"})
        cell.append(card)
        body = parent_of[element]
        if body.tag == "tbody":
            body.insert(list(body).index(element) + 1, row)
            return block
    if element.tag == "li":
        element.append(card)
        return block
    while element is not block:
        parent = parent_of[element]
        if parent.tag in ("li", "blockquote"):
            parent.insert(list(parent).index(element) + 1, card)
            return block
        element = parent
    both = Element("div", {"class": "cited-block"})
    both.extend([block, card])
    return both
