"""Where text goes: wrapped and with marked words in a terminal, plain in a pipe."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TextIO

WIDEST = 100
"""Columns beyond which lines are hard to read."""
NARROWEST = 20

Span = tuple[int, int]

_STYLES = {"answer": "\x1b[1;4m", "faint": "\x1b[2m", "strong": "\x1b[1m"}
_END = "\x1b[0m"
_WORD = re.compile(r"(?:pp?\. )?\S+")  # a page number stays with its "p."


@dataclass(frozen=True, slots=True)
class Screen:
    """How to write: `width` in columns, or None for lines of any length; `styled` when escape codes are understood."""

    width: int | None = None
    styled: bool = False

    @staticmethod
    def of(stream: TextIO | None = None, environment: Mapping[str, str] = os.environ) -> Screen:
        """The screen that *stream*, by default standard output, leads to.

        Anything but a terminal gets plain text in unbroken lines; NO_COLOR and TERM=dumb switch escape codes off.
        """
        stream = sys.stdout if stream is None else stream
        if not stream.isatty():
            return Screen()
        columns = shutil.get_terminal_size((80, 24)).columns
        plain = bool(environment.get("NO_COLOR")) or environment.get("TERM") == "dumb"
        return Screen(max(NARROWEST, min(columns, WIDEST)), not plain)

    def style(self, text: str, name: str) -> str:
        """*text* in the style *name*: "answer", "faint" or "strong"."""
        return f"{_STYLES[name]}{text}{_END}" if self.styled and text else text

    def paragraph(
        self, text: str, marks: Iterable[Span] = (), name: str = "answer", first: str = "", indent: str = ""
    ) -> str:
        """*text* wrapped line by line, its *marks* (half-open spans) in the style *name*.

        *first* opens the first line, *indent* the others; of blanks where a line breaks, none is lost but at line ends.
        """
        spans = sorted(marks)
        lines: list[str] = []
        for start, end in self._lines(text, len(indent)):
            lines.append((first if not lines else indent) + self._marked(text, start, end, spans, name))
        return "\n".join(lines)

    def _lines(self, text: str, indent: int) -> Iterator[Span]:
        """Where each line of *text* starts and ends once it is wrapped."""
        at = 0
        for line in text.split("\n"):
            yield from self._wrapped(text, at, at + len(line), indent)
            at += len(line) + 1

    def _wrapped(self, text: str, start: int, end: int, indent: int) -> Iterator[Span]:
        if self.width is None:
            yield start, end
            return
        room = max(self.width - indent, NARROWEST // 2)
        begin = last = start
        for word in _WORD.finditer(text, start, end):
            if word.end() - begin > room and last > begin:
                yield begin, last
                begin = word.start()
            last = word.end()
        yield begin, last

    def _marked(self, text: str, start: int, end: int, spans: Sequence[Span], name: str) -> str:
        parts, at = [], start
        for a, b in spans:
            a, b = max(a, at), min(b, end)
            if a < b:
                parts += [text[at:a], self.style(text[a:b], name)]
                at = b
        return "".join([*parts, text[at:end]])
