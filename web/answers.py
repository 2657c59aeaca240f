"""A reply as a page shows it: one frozen value, ready for the template `_answer.html`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from assistant.answering import Assistant
from assistant.citation import page_text
from assistant.reply import Citation, Quote, Reason, Reply
from assistant.thesaurus import Term
from web.citing import Cited, cited
from web.conversation import Conversation, Turn
from web.explanation import Explanation, explain
from web.i18n import interface_language
from web.linking import url_if
from web.questions import page_decides
from web.quotes import QuoteView, view

NOT_SEARCHED = frozenset({Reason.SMALL_TALK, Reason.DANGER, Reason.PERSONAL_DATA, Reason.AMBIGUOUS})
"""Reasons of replies that no passage has had a part in."""
UNREVIEWED = "unreviewed"
"""The standing of a translation that nobody has vouched for: the card shows it with that remark, a link does not."""


@dataclass(frozen=True, slots=True)
class Chip:
    """Something the assistant read into a question, which the reader can take back (or, taken back, put in again)."""

    kind: str
    """ "correction", "expansion", "context" or "taken back"."""
    wording: str
    reading: str
    value: str
    """What goes into `without`."""


@dataclass(frozen=True, slots=True)
class QuoteCard:
    """A quote with everything a reader can do with it."""

    quote: QuoteView
    cited: Cited
    url: str
    """Its place in the reader."""
    folio: tuple[str, str] | None
    """ "p." or "pp.", and the page or pages as printed."""


@dataclass(frozen=True, slots=True)
class TermLink:
    """A term of the thesaurus, under its name in the language of the interface where that is settled, and its card."""

    label: str
    language: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """One question and what came of it: the context of `_answer.html`."""

    number: int
    turn: Turn
    reply: Reply
    cards: tuple[QuoteCard, ...]
    chips: tuple[Chip, ...]
    terms: tuple[TermLink, ...]
    related: tuple[Citation, ...]
    next_questions: tuple[str, ...]
    """Only after the last question of the conversation."""
    explanation: Explanation | None
    url: str
    """The address of this answer alone."""
    status: str
    """What a screen reader is told when the answer arrives, followed by `place`."""
    place: str
    """The heading of the first quote, in the guide's language."""

    @property
    def reason(self) -> Reason:
        return self.reply.reason

    @property
    def searched(self) -> bool:
        """Whether the question was one for the guide, so that there is something to explain."""
        return self.reply.reason not in NOT_SEARCHED


def answer(assistant: Assistant, conversation: Conversation, position: int, public: bool = False) -> Answer:
    """The answer to the turn at *position*; *public* when the question stands in the page's address anyway."""
    turn = conversation.turns[position]
    history = conversation.history(position)
    language = page_decides(assistant, turn.question)
    reply = assistant.ask(turn.question, history, language, turn.without)
    cards = tuple(_card(q, assistant, turn.question if public else None) for q in reply.quotes)
    return Answer(
        number=position + 1,
        turn=turn,
        reply=reply,
        cards=cards,
        chips=tuple(_chips(reply, turn)),
        terms=tuple(_terms(reply, assistant)),
        related=tuple(r.citation for r in reply.related),
        next_questions=assistant.next_questions(reply) if position == len(conversation.turns) - 1 else (),
        explanation=explain(assistant, turn, history) if turn.explain else None,
        url=answer_url(turn, history if reply.query.context else (), language),
        status=_status(reply),
        place=next((q.citation.section[-1] for q in reply.quotes[:1] if q.citation.section), ""),
    )


def answer_url(turn: Turn, history: Sequence[str], language: str | None = None) -> str:
    """The address of one answer; *history* are the earlier questions that it takes to understand this one.

    *language* is named when the page's language has decided how the question is read.
    """
    fields = [("q", turn.question), *(("after", q) for q in history[-10:]), *(("without", w) for w in turn.without)]
    fields += [("lang", language)] if language else []
    return f"{url_for('chat.answer_page')}?{urlencode(fields)}"


def _card(quote: Quote, assistant: Assistant, question: str | None) -> QuoteCard:
    passage = assistant.library.passage_by_id[quote.passage_id]
    return QuoteCard(
        quote=view(quote, assistant.library),
        cited=cited(quote, assistant.library),
        url=_with_question(quote.citation.url, question),
        folio=_folio(page_text(passage.page, passage.page_end)),
    )


def _folio(pages: str | None) -> tuple[str, str] | None:
    if pages is None:
        return None
    sign, _blank, numbers = pages.partition(" ")
    return sign, numbers


def _with_question(url: str, question: str | None) -> str:
    """*url* with the question before its anchor, so that the reader can lead back."""
    if question is None:
        return url
    page, _hash, anchor = url.partition("#")
    return f"{page}&{urlencode({'q': question})}#{anchor}"


def _chips(reply: Reply, turn: Turn) -> list[Chip]:
    query = reply.query
    chips = [Chip("correction", c.wrong, c.right, c.wrong) for c in query.corrections]
    if query.context:
        chips.append(Chip("context", query.context, query.context, "context"))
    chips += [Chip("expansion", e.wording, e.label, e.wording) for e in query.expansions]
    chips += [Chip("taken back", w, w, w) for w in turn.without]
    return chips


def _terms(reply: Reply, assistant: Assistant) -> list[TermLink]:
    """Terms that the question names, then those the thesaurus relates to them; none for what was not searched.

    A question that several terms share was not searched either, but its terms are what the reader has to choose from.
    """
    if reply.reason in NOT_SEARCHED - {Reason.AMBIGUOUS}:
        return []
    thesaurus = assistant.thesaurus
    named = list(dict.fromkeys(m.term.id for m in reply.query.mentions))
    near = [i for n in named for i in thesaurus.by_id[n].related]
    return [_term_link(thesaurus.by_id[i]) for i in dict.fromkeys([*named, *near])][:5]


def _term_link(term: Term) -> TermLink:
    language = interface_language()
    translation = term.translations.get(language)
    url = url_if("terms.term", slug=term.id)
    if translation is None or translation.standing == UNREVIEWED:
        return TermLink(term.label, "en", url)
    return TermLink(translation.label, language, url)


def _status(reply: Reply) -> str:
    if reply.quotes:
        return str(ngettext("Answer: %(num)s quote", "Answer: %(num)s quotes", len(reply.quotes)))
    return reply.notes[0] if reply.notes else str(_("No quotation."))
