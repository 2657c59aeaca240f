"""An explanation as it is read in a terminal or a pipe: the query, and for each hit what earned its score."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assistant.commands.screen import Screen
from assistant.messages import _

WORD_COLUMNS = ("own", "phrases", "profile", "total")


def explanation_text(explanation: Mapping[str, Any], screen: Screen) -> str:
    """*explanation* (of `Assistant.explain`) in blocks: how the question was understood, the hits, what was passed over."""
    blocks = ["\n".join(_heading(_("Understood"), screen, _listed(explanation.get("understood") or {})))]
    for number, hit in enumerate(explanation.get("hits") or (), 1):
        blocks.append("\n".join(_hit(number, hit, screen)))
    if not explanation.get("hits"):
        blocks.append(_("No passage of the guide has anything of the question."))
    if explanation.get("passed_over"):
        lines = [_passed_over(one, screen) for one in explanation["passed_over"]]
        blocks.append("\n".join(_heading(_("Passed over"), screen, lines)))
    return "\n\n".join(blocks)


def _heading(title: str, screen: Screen, lines: Sequence[str]) -> list[str]:
    return [screen.style(title, "strong"), *lines]


def _listed(values: Mapping[str, Any]) -> list[str]:
    """A line for each value that says something."""
    return [f"  {key}: {_plain(value)}" for key, value in values.items() if value not in (None, "", [], {}, ())]


def _plain(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_plain(inner)}" for key, inner in value.items() if inner not in (None, "", [], {}))
    if isinstance(value, list | tuple):
        return "; ".join(_plain(one) for one in value)
    return f"{value:.4f}" if isinstance(value, float) else str(value)


def _hit(number: int, hit: Mapping[str, Any], screen: Screen) -> Iterator[str]:
    yield screen.style(f"{number}. {hit['target']}  {hit['score']:.4f}", "strong")
    parts = hit.get("parts") or {}
    if parts:
        yield "  " + " + ".join(f"{name} {value:.4f}" for name, value in parts.items()) + f" = {hit['score']:.4f}"
    yield from _words(hit.get("words") or ())
    for phrase in hit.get("phrases") or ():
        yield screen.paragraph(_plain(phrase), first="  “", indent="   ") + "”"


def _words(words: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    if not words:
        return
    width = max(len(_("word")), *(len(str(w["word"])) for w in words))
    titles = (_("own text"), _("phrases"), _("profile"), _("together"))
    sizes = [max(len(t), 8) for t in titles]
    yield "  " + "  ".join([_("word").ljust(width), *(t.rjust(s) for t, s in zip(titles, sizes, strict=True))])
    for word in words:
        values = (f"{float(word.get(name) or 0.0):.4f}" for name in WORD_COLUMNS)
        yield "  " + "  ".join([str(word["word"]).ljust(width), *(v.rjust(s) for v, s in zip(values, sizes, strict=True))])


def _passed_over(one: Any, screen: Screen) -> str:
    return screen.paragraph(_plain(one), first="  - ", indent="    ")
