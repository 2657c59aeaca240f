"""`passages`."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from assistant.commands.frame import command, corpus_of, option
from assistant.errors import UsageError
from assistant.messages import N_, _

if TYPE_CHECKING:
    from assistant.guide import Guide, Passage
    from assistant.library import Library

FIRST_WORDS = 60


@command(
    "passages",
    short_help=N_("Lists the passages of the guides, or shows some."),
    help=N_(
        "Lists the passages of the guides with their ids, or shows those whose ids are given (of a passage, or of a "
        "whole list or table)."
    ),
    examples=[
        (N_("all of them"), "assistant passages"),
        (
            N_("those that hold these words, under such a heading"),
            "assistant passages --text consent --section palermo",
        ),
        (N_("one, whole"), "assistant passages introductory-guide/definition--list"),
    ],
)
@click.argument("ids", nargs=-1)
@option("--text", metavar="WORDS", help=N_("Only passages that hold these words, in upper or lower case."))
@option("--section", metavar="WORDS", help=N_("Only passages under a heading that holds these words."))
@option(
    "--format",
    "shape",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help=N_("Form of the list."),
)
@click.pass_context
def passages(ctx: click.Context, ids: Sequence[str], text: str | None, section: str | None, shape: str) -> None:
    from assistant.library import Library

    library = Library.open(corpus_of(ctx))
    found = [p for one in ids for p in _named(library, one)] if ids else list(library.passages)
    kept = [p for p in found if _holds(p.text, text) and any(_holds(title, section) for title in p.section.path)]
    if shape == "json":
        described = [_described(library.by_id[p.guide_id], p) for p in kept]
        click.echo(json.dumps(described, ensure_ascii=False, indent=2).encode())
    elif ids:
        click.echo("\n\n".join(_whole(library.by_id[p.guide_id], p) for p in kept), color=True)
    else:
        for passage in kept:
            click.echo(_line(passage))
    if not kept and shape == "text":
        raise UsageError(_("No passage fits. Use fewer or other words; without options all passages are listed."))


def _named(library: Library, wanted: str) -> Iterator[Passage]:
    """The passage, or the passages of the list or table, with the id *wanted*; the guide's name may be left out."""
    for guide in library.guides:
        for name in (wanted, f"{guide.id}/{wanted}"):
            if name in guide.by_id:
                yield guide.by_id[name]
                return
            if name in guide.group_by_id:
                yield from (guide.by_id[member] for member in guide.group_by_id[name].passages)
                return
    known = [name for guide in library.guides for name in (*guide.by_id, *guide.group_by_id)]
    near = difflib.get_close_matches(wanted, [*known, *(name.split("/", 1)[1] for name in known)], n=1)
    advice = _("Did you mean “{id}”?").format(id=near[0]) if near else _("`assistant passages` lists them.")
    raise UsageError(_("No passage or list has the id “{id}”.").format(id=wanted) + " " + advice)


def _holds(text: str, words: str | None) -> bool:
    return words is None or " ".join(words.split()).casefold() in " ".join(text.split()).casefold()


def _line(passage: Passage) -> str:
    words = " ".join(passage.text.split())
    opening = words if len(words) <= FIRST_WORDS else words[: FIRST_WORDS - 1].rstrip() + "…"
    return f"{passage.id}\t{passage.kind}\t{passage.label or ''}\t{opening}"


def _whole(guide: Guide, passage: Passage) -> str:
    from assistant.citation import cite
    from assistant.commands.screen import Screen

    screen = Screen.of()
    where = cite(guide, passage, passage.start, passage.end).text
    name = f"{passage.id} ({passage.kind})"
    return "\n".join(
        [
            screen.paragraph(name, [(0, len(name))], "strong"),
            screen.paragraph(passage.text),
            screen.paragraph(where, [(0, len(where))], "faint", "   ", "   "),
        ]
    )


def _described(guide: Guide, passage: Passage) -> dict[str, Any]:
    from assistant.citation import cite

    citation = cite(guide, passage, passage.start, passage.end)
    return {
        "id": passage.id,
        "kind": str(passage.kind),
        "text": passage.text,
        "start": passage.start,
        "end": passage.end,
        "section": list(passage.section.path),
        "label": passage.label,
        "page": passage.page,
        "page_end": passage.page_end,
        "attribution": passage.attribution,
        "term": passage.term,
        "group": passage.group,
        "answers": passage.answers,
        "citation": citation.text,
        "url": citation.url,
    }
