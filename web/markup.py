"""The reader's HTML as a tree and back, so that it can be changed without cutting up text."""

from __future__ import annotations

from html.parser import HTMLParser
from xml.etree.ElementTree import Element, TreeBuilder, tostring

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})

ADDED = "data-added"
"""Marks an element that is not of the guide: its text is no part of any passage."""


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tree = TreeBuilder()
        self.open = ["div"]
        self.tree.start("div", {})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tree.start(tag, {name: value or "" for name, value in attrs})
        if tag in VOID:
            self.tree.end(tag)
        else:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open[1:]:
            while self.open[-1] != tag:
                self.tree.end(self.open.pop())
            self.tree.end(self.open.pop())

    def handle_data(self, data: str) -> None:
        self.tree.data(data)


def parse(html: str) -> Element:
    """The tree of *html* under one `div`; an element that is left open ends with its parent."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    while builder.open:
        builder.tree.end(builder.open.pop())
    return builder.tree.close()


def html_of(element: Element) -> str:
    """*element* as HTML, without the text behind it."""
    tail, element.tail = element.tail, None
    try:
        return tostring(element, encoding="unicode", method="html")
    finally:
        element.tail = tail


def classes(element: Element) -> set[str]:
    return set((element.get("class") or "").split())


def parents(root: Element) -> dict[Element, Element]:
    """The parent of every element under *root*."""
    return {child: parent for parent in root.iter() for child in parent}


def replace(parent: Element, old: Element, new: Element) -> None:
    """Puts *new* in the place of *old*; the text behind *old* stays behind *new*."""
    new.tail, old.tail = old.tail, None
    parent[list(parent).index(old)] = new
