"""A reply as it is read in a terminal or a pipe."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.commands.screen import Screen
from assistant.messages import _
from assistant.reply import Quote, Reply, Status

INDENT = "   "


def reply_text(reply: Reply, screen: Screen) -> str:
    """How the question was read; then the quotes, answers marked and citations beneath, or why there are none."""
    blocks = [*_understood(reply, screen)]
    if reply.status is Status.ANSWERED:
        for number, quote in enumerate(reply.quotes, 1):
            blocks.append(_quote(quote, f"{number}. " if len(reply.quotes) > 1 else "", screen))
        blocks += [screen.paragraph(note) for note in reply.notes]
    else:
        blocks += [screen.paragraph(note) for note in reply.notes or (_("The guide does not answer this question."),)]
    if reply.choices:
        blocks.append("\n".join([_("Did you mean:"), *(_item(c, screen) for c in reply.choices)]))
    if reply.related:
        related = [_item(r.citation.text, screen) for r in reply.related]
        blocks.append("\n".join([_("Related reading, which is no answer:"), *related]))
    return "\n\n".join(blocks)


def _understood(reply: Reply, screen: Screen) -> Iterator[str]:
    query = reply.query
    lines = [_("Read “{wrong}” as “{right}”.").format(wrong=c.wrong, right=c.right) for c in query.corrections]
    lines += [
        _("Searched for “{label}” as well, because of “{wording}”.").format(label=e.label, wording=e.wording)
        for e in query.expansions
    ]
    if query.context:
        lines.append(_("Taken over from the conversation: {words}.").format(words=query.context))
    if lines:
        yield "\n".join(screen.paragraph(line, [(0, len(line))], "faint") for line in lines)


def _quote(quote: Quote, number: str, screen: Screen) -> str:
    indent = " " * len(number)
    text = screen.paragraph(quote.text, quote.highlights, first=number, indent=indent)
    under = indent + INDENT
    where = quote.citation.text
    return f"{text}\n{screen.paragraph(where, [(0, len(where))], 'faint', under, under)}"


def _item(text: str, screen: Screen) -> str:
    return screen.paragraph(text, first=" - ", indent=INDENT)
