"""The chat: a conversation by plain forms, which the page's script only makes quicker."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from assistant.errors import QuestionError
from web.answers import Answer, answer
from web.conversation import Conversation, Turn, advance, read_earlier, words
from web.engine import the_assistant
from web.errors import error_json
from web.limits import ask_limit
from web.questions import LONGEST, checked
from web.starters import STARTERS, Starters

bp = Blueprint("chat", __name__)

MOST_AFTER = 10
"""Earlier questions that an answer's address may name."""


@dataclass(frozen=True, slots=True)
class ChatPage:
    """The context of chat.html."""

    answers: tuple[Answer, ...] = ()
    draft: str = ""
    error: str | None = None
    before: tuple[Turn, ...] = ()
    """Earlier questions whose answers are not on the page."""
    alone: bool = False
    """Whether the page is one answer, to link to, rather than a conversation."""
    starters: tuple[Starters, ...] = STARTERS
    longest: int = LONGEST
    personal: tuple[str, ...] = ()
    """Regular expressions of what looks like personal data, for the page's script to ask before it sends."""


@bp.get("/")
def chat() -> str:
    """The chat at its beginning; `?q=` fills in a question and does not ask it."""
    return _page(ChatPage(draft=request.args.get("q", "")[: 2 * LONGEST]))


@bp.post("/")
@ask_limit
def converse() -> ResponseReturnValue:
    """The conversation after what the reader did; 400, the error beside the field, when a question cannot be taken."""
    earlier = read_earlier(request.form)
    try:
        return _page(ChatPage(_answers(advance(earlier, request.form))))
    except QuestionError as error:
        draft = request.form.get("question", "")[: 2 * LONGEST]
        return _page(ChatPage(_answers(earlier), draft=draft, error=str(error))), 400


@bp.post("/turns")
@ask_limit
def turns() -> ResponseReturnValue:
    """Only the answers that what the reader did has changed, as a piece of HTML for the page's script."""
    try:
        conversation = advance(read_earlier(request.form), request.form)
    except QuestionError as error:
        return error_json(400, error.code, str(error), "question")
    answers = [answer(the_assistant(), conversation, position) for position in conversation.changed]
    return render_template("chat/_turns.html", answers=answers)


@bp.get("/answer")
@ask_limit
def answer_page() -> ResponseReturnValue:
    """One answer at an address that can be passed on; 400 when the question cannot be taken."""
    if "q" not in request.args:
        return redirect(url_for("chat.chat"))
    try:
        conversation = _addressed(request.args)
    except QuestionError as error:
        return _page(ChatPage(draft=request.args["q"][: 2 * LONGEST], error=str(error))), 400
    *before, _turn = conversation.turns
    last = answer(the_assistant(), conversation, len(before), public=True)
    return _page(ChatPage((last,), before=tuple(before), alone=True))


def _addressed(args: MultiDict[str, str]) -> Conversation:
    """The conversation that an answer's address names: `after` the earlier questions, `q` the last."""
    before = [Turn(checked(q)) for q in args.getlist("after")[-MOST_AFTER:]]
    turn = Turn(checked(args["q"]), words(args.getlist("without")), bool(args.get("explain")))
    return Conversation((*before, turn))


def _answers(conversation: Conversation) -> tuple[Answer, ...]:
    return tuple(answer(the_assistant(), conversation, i) for i in range(len(conversation.turns)))


def _page(page: ChatPage) -> str:
    patterns = tuple(p.pattern for p in the_assistant().fixed_replies.personal)
    return render_template("chat/page.html", page=replace(page, personal=patterns))
