"""Learn: what a trainer demonstrates to a room, from the guide's own structure and in its own words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from flask import Blueprint, Response, abort, current_app, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from web.engine import the_assistant
from web.learning.decks import Deck, Flashcards, Match, Quiz, load_decks
from web.learning.flashcards import as_tsv, in_order
from web.learning.handout import Handout, handout_of
from web.learning.order import seed_of
from web.learning.pages import Bar, IndexPage, bar_of, page_of
from web.learning.question_list import MOST_QUESTIONS, QuestionList, read_list
from web.learning.question_slides import QuestionSlide, slide_at
from web.learning.slides import ON_ONE_SCREEN, Slide, slides_of
from web.limits import ask_limit

bp = Blueprint("learn", __name__, url_prefix="/learn")

QUESTIONS = "questions"
"""The name of the trainer's own list among the decks."""


@dataclass(frozen=True, slots=True)
class Presentation:
    """The context of learn/present.html."""

    bar: Bar
    slides: tuple[Slide, ...]
    at: int
    """Position of the slide that is shown, counted from 0."""
    leave_url: str


@dataclass(frozen=True, slots=True)
class QuestionsPage:
    """The context of learn/questions.html."""

    list: QuestionList
    most: int = MOST_QUESTIONS


@dataclass(frozen=True, slots=True)
class QuestionPresentation:
    """The context of learn/present_questions.html."""

    list: QuestionList
    slide: QuestionSlide | None
    """None before the page's script has found the list that this tab keeps."""
    leave_url: str
    on_one_screen: int = ON_ONE_SCREEN


def _load(state: BlueprintSetupState) -> None:
    assistant = state.app.extensions["assistant"]
    state.app.extensions["decks"] = {d.name: d for d in load_decks(assistant.library, assistant.thesaurus)}


bp.record(_load)


def the_decks() -> dict[str, Deck]:
    """Every deck by its name, in the order of the guides' files."""
    return cast(dict[str, Deck], current_app.extensions["decks"])


def deck_or_404(name: str | None) -> Deck:
    """The deck called *name*; ends the request with 404 when no guide has one."""
    return the_decks().get(name or "") or abort(404)


@bp.get("")
def index() -> str:
    """Everything that can be done and shown."""
    decks = the_decks().values()
    done = (Quiz, Match, Flashcards)
    page = IndexPage(
        exercises=tuple(bar_of(d, request.args) for d in decks if isinstance(d, done)),
        displays=tuple(bar_of(d, request.args) for d in decks if not isinstance(d, done)),
    )
    return render_template("learn/index.html", page=page)


@bp.get("/<name>")
def deck(name: str) -> str:
    """One deck, in the form of its kind."""
    found = deck_or_404(name)
    page = page_of(found, request.args, the_assistant().library)
    return render_template(f"learn/{found.kind}.html", page=page)


@bp.get("/<name>.tsv")
def tsv(name: str) -> Response:
    """The cards as a file for flashcard programs, in the order of the seed."""
    found = deck_or_404(name)
    if not isinstance(found, Flashcards):
        abort(404)
    cards = in_order(found, seed_of(request.args.get("seed")))
    headers = {"Content-Disposition": f'attachment; filename="{found.name}.tsv"'}
    return Response(as_tsv(cards), mimetype="text/tab-separated-values", headers=headers)


@bp.get("/present")
def present() -> str:
    """A deck on the screen of a room, one thing at a time; `?slide=` says which."""
    if request.args.get("deck") == QUESTIONS:
        page = QuestionPresentation(read_list(""), None, url_for("learn.questions"))
        return render_template("learn/present_questions.html", page=page)
    found = deck_or_404(request.args.get("deck"))
    bar = bar_of(found, request.args)
    slides = slides_of(found, bar.seed or "", the_assistant().library)
    at = min(max(request.args.get("slide", 1, int), 1), len(slides)) - 1
    return render_template("learn/present.html", page=Presentation(bar, slides, at, bar.url))


@bp.post("/present")
@ask_limit
def present_questions() -> ResponseReturnValue:
    """The trainer's list, one slide of it; 400, the list again with what is wrong, when it cannot be asked."""
    asked = read_list(request.form.get("questions", ""))
    if asked.errors:
        return render_template("learn/questions.html", page=QuestionsPage(asked)), 400
    slide = slide_at(asked, request.form.get("slide", ""), the_assistant())
    page = QuestionPresentation(asked, slide, url_for("learn.questions"))
    return render_template("learn/present_questions.html", page=page)


@bp.get("/handout")
def handout() -> str:
    """A deck to print and hand out, every quotation with its citation."""
    found = deck_or_404(request.args.get("deck"))
    page: Handout = handout_of(found, request.args, the_assistant().library)
    return render_template("learn/handout.html", page=page)


@bp.route("/questions", methods=["GET", "POST"])
def questions() -> str:
    """Where a trainer writes or loads questions; what is posted is shown again, to be edited."""
    text = request.form.get("questions", "")
    return render_template("learn/questions.html", page=QuestionsPage(QuestionList(text, (), ())))
