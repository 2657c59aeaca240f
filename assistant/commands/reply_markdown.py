"""A reply as Markdown, to be pasted into a memo or a slide."""

from __future__ import annotations

import re

from assistant.messages import _
from assistant.reply import Quote, Reply, Status

_SPECIAL = re.compile(r"[\\`*_\[\]]")
_ENTITIES = {"<": "&lt;", "~~": "&#126;&#126;"}
"""Signs for which not every Markdown knows a backslash."""
_TO_ENTITY = re.compile(r"<|~~|&(?=#?\w+;)")
_AT_LINE_START = re.compile(r"^(\s*)(#{1,6}(?=\s)|[-+](?=\s)|>|=+(?=\s*$)|\d+(?=[.)]\s))")


def reply_markdown(reply: Reply) -> str:
    """Block quotations with the answering words in bold and the citation beneath; or notes and related reading."""
    blocks = []
    if reply.status is Status.ANSWERED:
        blocks += [_quote(quote) for quote in reply.quotes]
        blocks += [escape(note) for note in reply.notes]
    else:
        blocks += [escape(note) for note in reply.notes or (_("The guide does not answer this question."),)]
    if reply.choices:
        blocks.append("\n".join([_("Did you mean:"), "", *(f"- {escape(c)}" for c in reply.choices)]))
    if reply.related:
        related = [f"- {escape(r.citation.text)}" for r in reply.related]
        blocks.append("\n".join([_("Related reading, which is no answer:"), "", *related]))
    return "\n\n".join(blocks)


def escape(text: str) -> str:
    """*text* so that Markdown shows it as it is."""
    return _AT_LINE_START.sub(_guard, _inside(text))


def _inside(text: str) -> str:
    """*text* as it is escaped where no line begins."""
    return _SPECIAL.sub(r"\\\g<0>", _TO_ENTITY.sub(lambda m: _ENTITIES.get(m.group(), "&amp;"), text))


def _guard(found: re.Match[str]) -> str:
    blanks, sign = found.groups()
    if sign.isdigit():  # "1. " would open a list: it is the dot that needs the backslash
        return f"{blanks}{sign}\\"
    return blanks + (sign.replace("=", "&#61;") if "=" in sign else f"\\{sign}")


def _quote(quote: Quote) -> str:
    lines, at = [], 0
    for line in quote.text.split("\n"):
        marks = [(max(a - at, 0), min(b - at, len(line))) for a, b in quote.highlights]
        lines.append("> " + _line(line, [(a, b) for a, b in marks if a < b]))
        at += len(line) + 1
    # Two blanks at the end keep the lines of a list apart.
    return "  \n".join(lines) + f"\n\n— *{escape(quote.citation.text)}*"


def _line(line: str, marks: list[tuple[int, int]]) -> str:
    parts: list[str] = []
    at = 0
    for a, b in sorted(marks):
        inner = line[a:b].strip()
        if a < at or not inner:
            continue
        a = line.index(inner, a)  # Markdown opens no bold before a blank
        parts += [escape(line[at:a]) if not parts else _inside(line[at:a]), f"**{_inside(inner)}**"]
        at = a + len(inner)
    rest = line[at:]
    return "".join([*parts, _inside(rest) if parts else escape(rest)])
