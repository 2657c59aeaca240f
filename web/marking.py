"""Marks in the reader: from offsets into a guide's text to the text nodes of its page.

A passage's element and its text hold the same characters in the same order but for white space, which is how the two
are laid side by side; where they do not, nothing is marked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from web.markup import ADDED, classes, parents

Span = tuple[int, int]

MOST_RANGES = 50
_RANGE = re.compile(r"(\d{1,9})-(\d{1,9})")


def read_marks(given: str, length: int) -> tuple[Span, ...]:
    """The ranges in *given* ("120-184,310-322") that lie within a text of *length*, in order; what is none is ignored.

    Ranges that meet or overlap are joined.
    """
    found: list[Span] = []
    matches = [_RANGE.fullmatch(part.strip()) for part in given.split(",")[:MOST_RANGES]]
    for start, end in sorted((int(m[1]), int(m[2])) for m in matches if m):
        if not 0 <= start < end <= length:
            continue
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def write_marks(spans: Sequence[Span]) -> str:
    """The ranges as an address holds them."""
    return ",".join(f"{start}-{end}" for start, end in spans)


@dataclass(frozen=True, slots=True)
class TextNode:
    """A run of text in the tree: what stands in *owner* before its first child, or (`tail`) behind *owner*."""

    owner: Element
    tail: bool
    linked: bool = False
    """Whether it stands in a link."""

    @property
    def text(self) -> str:
        return (self.owner.tail if self.tail else self.owner.text) or ""


def text_nodes(element: Element, linked: bool = False) -> Iterator[TextNode]:
    """The text nodes that hold the text of the passage *element*: not those of passages in it, nor what was added."""
    linked = linked or element.tag == "a"
    if element.text:
        yield TextNode(element, False, linked)
    for child in element:
        if not _apart(child):
            yield from text_nodes(child, linked)
        if child.tail:
            yield TextNode(child, True, linked)


def _apart(element: Element) -> bool:
    footnote = (element.get("id") or "").startswith("fnref") or "footnote-backref" in classes(element)
    return footnote or "data-passage" in element.attrib or ADDED in element.attrib


def wrap(element: Element, text: str, spans: Sequence[Span], make: Callable[[], Element],
         unbroken: bool = False) -> list[Element]:  # fmt: skip
    """Wraps the characters of *element* that are `text[start:end]` of each span into elements that *make* returns.

    *text* is the text of the passage whose element *element* is.  Returns the new elements in order; [] when the two do
    not hold the same characters.  A span that runs over several text nodes has several elements.  Where they are to be
    *unbroken*, such a span has none, and neither has one in a link.
    """
    nodes = list(text_nodes(element))
    places = [(number, at) for number, node in enumerate(nodes) for at, c in enumerate(node.text) if not c.isspace()]
    letters = [at for at, c in enumerate(text) if not c.isspace()]
    if [nodes[n].text[at] for n, at in places] != [text[at] for at in letters]:
        return []
    pieces: list[tuple[int, int, int]] = []
    for start, end in spans:
        found = [place for place, letter in zip(places, letters, strict=True) if start <= letter < end]
        touched = list(dict.fromkeys(number for number, _at in found))
        if unbroken and (len(touched) != 1 or nodes[touched[0]].linked):
            continue
        for number in range(touched[0], touched[-1] + 1) if touched else ():
            inside = [at for n, at in found if n == number]
            # Blanks within the span are wrapped too, but for those between blocks, which are line breaks.
            if inside:
                first = inside[0] if number == touched[0] else 0
                last = inside[-1] + 1 if number == touched[-1] else len(nodes[number].text)
                pieces.append((number, first, last))
            elif nodes[number].text == " ":
                pieces.append((number, 0, 1))
    return _cut_out(element, nodes, pieces, make)


def _cut_out(root: Element, nodes: list[TextNode], pieces: list[tuple[int, int, int]],
             make: Callable[[], Element]) -> list[Element]:  # fmt: skip
    """Puts an element around each piece (number of the text node, start, end), last piece first."""
    parent_of = parents(root)
    made = []
    for number, start, end in sorted(pieces, reverse=True):
        node = nodes[number]
        text = node.text
        new = make()
        new.text, new.tail = text[start:end], text[end:]
        if node.tail:
            parent = parent_of[node.owner]
            node.owner.tail = text[:start]
            parent.insert(list(parent).index(node.owner) + 1, new)
        else:
            node.owner.text = text[:start]
            node.owner.insert(0, new)
        made.append(new)
    return made[::-1]
