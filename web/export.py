"""The conversation, or chosen answers of it, to take away: Markdown, plain text, or a page to print.

Nothing is kept on the server: the form brings the questions, and the same questions have the same answers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, Response, abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import format_date
from flask_babel import gettext as _

from assistant.guide import Metadata
from web.answers import Answer, answer
from web.citing import blockquote, markdown_text, quoted, source
from web.conversation import Conversation, Turn, read_earlier
from web.engine import the_assistant
from web.limits import ask_limit

bp = Blueprint("export", __name__)


@dataclass(frozen=True, slots=True)
class ExportPage:
    """The context of export.html, and what the text forms are made of."""

    answers: tuple[Answer, ...]
    sources: tuple[Metadata, ...]
    """Of the guides that are quoted."""
    made: str
    """The date, in the language of the interface."""
    conversation: tuple[Turn, ...]
    """All of it, to go back to."""


@bp.post("/export/<any(markdown, text, page):form>")
@ask_limit
def export(form: str) -> ResponseReturnValue:
    """The chosen answers in *form*; all of them when none is chosen; 400 when there is no conversation."""
    conversation = read_earlier(request.form)
    chosen = {int(n) for n in request.form.getlist("choose") if n.isdecimal()}
    positions = [i for i in range(len(conversation.turns)) if not chosen or i + 1 in chosen]
    if not positions:
        abort(400)
    page = _page(conversation, positions)
    if form == "page":
        return render_template("export.html", page=page)
    if form == "markdown":
        return _file(as_markdown(page), "text/markdown", "md")
    return _file(as_text(page), "text/plain", "txt")


def _file(text: str, mimetype: str, ending: str) -> Response:
    name = f"guidance-assistant-{date.today().isoformat()}.{ending}"
    return Response(text, mimetype=mimetype, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _page(conversation: Conversation, positions: Iterable[int]) -> ExportPage:
    kept = tuple(answer(the_assistant(), conversation, i) for i in positions)
    guides = {card.quote.passage_id.partition("/")[0]: None for a in kept for card in a.cards}
    library = the_assistant().library
    sources = tuple(library.by_id[g].metadata for g in guides) or (library.guides[0].metadata,)
    return ExportPage(kept, sources, format_date(date.today(), "long"), conversation.turns)


def as_markdown(page: ExportPage) -> str:
    """The answers as a Markdown document."""
    parts = [f"# {_('Answers from the guide')}", page.made]
    for one in page.answers:
        parts.append(f"## {markdown_text(' '.join(one.turn.question.split()))}")
        parts += [markdown_text(n) for n in _notes(one)] + [blockquote(card.quote) for card in one.cards]
    parts.append(f"## {_('Source and licence')}")
    for metadata in page.sources:
        parts += [markdown_text(source(metadata)), markdown_text(metadata.attribution)]
    return "\n\n".join(parts) + "\n"


def as_text(page: ExportPage) -> str:
    """The answers as plain text."""
    parts = [_("Answers from the guide"), page.made]
    for one in page.answers:
        parts.append(f"{'-' * 60}\n{one.turn.question}")
        parts += [*_notes(one), *(f"{quoted(c.quote.text)}\n    {c.quote.citation.text}" for c in one.cards)]
    parts.append("-" * 60)
    for metadata in page.sources:
        parts += [source(metadata), metadata.attribution]
    return "\n\n".join(parts) + "\n"


def _notes(one: Answer) -> list[str]:
    """What is said of the quotations, or stands for them where there are none."""
    return list(one.reply.notes) or ([] if one.cards else [one.status])
