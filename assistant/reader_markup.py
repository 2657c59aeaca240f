"""Turns the parsed tree into the reader's markup: anchors, real tables, no attribute that HTML does not know."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from xml.etree import ElementTree

HEADINGS = {f"h{n}": f"h{min(n + 1, 6)}" for n in range(1, 7)}
"""One level down: the page's own first heading is the guide's title."""


def for_readers(root: ElementTree.Element, anchors: Mapping[ElementTree.Element, str]) -> None:
    """Changes *root* in place; *anchors* gives the anchor of each element that is a passage."""
    for element, anchor in anchors.items():
        element.set("data-passage", anchor)
        if element.tag in {"th", "thead"}:
            continue
        # A footnote keeps the id that the mark in the text links to.
        if not (element.get("id") or "").startswith("fn:"):
            element.set("id", anchor)
    for element in root.iter():
        if element.tag in HEADINGS and not element.get("data-seen"):
            element.tag = HEADINGS[element.tag]
            element.set("data-seen", "1")
        for name in ("page", "cite", "counterpart"):
            if name in element.attrib:
                element.set(f"data-{name}", element.attrib.pop(name))
    for element in root.iter():
        element.attrib.pop("data-seen", None)
    _tables(root)


def _tables(root: ElementTree.Element) -> None:
    for table in list(root.iter("table")):
        head = table.find("thead")
        if head is not None and not any("".join(cell.itertext()).strip() for cell in head.iter("th")):
            table.remove(head)
        elif head is not None:
            for cell in head.iter("th"):
                cell.set("scope", "col")
        for row in table.iter("tr"):
            first = row.find("td")
            if first is not None and "".join(first.itertext()).strip():
                first.tag = "th"
                first.set("scope", "row")
    blocks = list(root)
    for before, block in pairwise(blocks):
        if block.tag == "table" and "caption" in (before.get("class") or "").split():
            root.remove(before)
            before.tag = "caption"
            block.insert(0, before)
    for position, block in enumerate(list(root)):
        if block.tag == "table":
            region = ElementTree.Element("div", {"class": "table", "tabindex": "0", "role": "region"})
            caption = block.find("caption")
            if caption is not None and caption.get("id"):
                region.set("aria-labelledby", caption.get("id") or "")
            region.append(block)
            root.remove(block)
            root.insert(position, region)
