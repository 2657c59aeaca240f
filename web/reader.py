"""The reader: a guide set for reading, with its contents, terms in place, and a search."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, abort, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from assistant.errors import QuestionError
from assistant.guide import Guide, Metadata
from web.cited_passage import CitedPassage, cited_passage
from web.citing import source
from web.contents import Entry, contents_of
from web.defined_terms import definition_of
from web.engine import guide_or_404, the_assistant
from web.guide_search import Results, search_guide
from web.limits import limiter
from web.linking import url_if
from web.marking import read_marks
from web.questions import LONGEST, checked
from web.quotes import QuoteView, view
from web.reader_body import body_of

bp = Blueprint("reader", __name__)

search_limit = limiter.shared_limit(
    lambda: str(current_app.config["API_LIMIT"]), scope="api", exempt_when=lambda: not request.args.get("find")
)
"""Searching is limited, reading is not."""


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked up in the guide: nothing, what was found, or why it cannot be looked up."""

    words: str
    results: Results | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """The question from whose answer the visit comes, as far as the address tells, and the address of that answer."""

    question: str
    back: str | None


@dataclass(frozen=True, slots=True)
class ReaderPage:
    """The context of reader/page.html."""

    guide: Guide
    source: str
    """The suggested citation with edition and licence, to be copied."""
    contents: tuple[Entry, ...]
    body: Markup
    cited: CitedPassage | None
    origin: Origin
    search: Search
    longest: int = LONGEST

    @property
    def metadata(self) -> Metadata:
        return self.guide.metadata


@dataclass(frozen=True, slots=True)
class Definition:
    """The context of reader/_definition.html: a term and the passage that defines it."""

    label: str
    quote: QuoteView
    more: str | None


@bp.get("/guide/<guide_id>")
@search_limit
def guide(guide_id: str) -> ResponseReturnValue:
    """The guide; `?mark=` marks ranges of its text, `?find=` looks words up in it, `?q=` tells where to go back to."""
    one = guide_or_404(guide_id)
    origin, search = _origin(), _search(one)
    cited, body = _body(one, origin, search)
    page = ReaderPage(one, source(one.metadata), contents_of(one), body, cited, origin, search)
    return render_template("reader/page.html", page=page), 400 if search.error else 200


@bp.get("/guide/<guide_id>/definition/<term_id>")
def definition(guide_id: str, term_id: str) -> str:
    """What the guides say a term means, as a piece of HTML for the page's script; 404 for a term without definition."""
    guide_or_404(guide_id)
    library = the_assistant().library
    term = the_assistant().thesaurus.by_id.get(term_id)
    quote = definition_of(term, library) if term else None
    if term is None or quote is None:
        abort(404)
    shown = Definition(term.label, view(quote, library), url_if("terms.term", slug=term.id))
    return render_template("reader/_definition.html", definition=shown)


def _origin() -> Origin:
    question = " ".join(request.args.get("q", "").split())
    if not 0 < len(question) <= LONGEST:
        return Origin("", None)
    return Origin(question, url_if("chat.answer_page", q=question))


def _search(one: Guide) -> Search:
    words = " ".join(request.args.get("find", "").split())
    if not words:
        return Search("")
    try:
        address = url_for("reader.guide", guide_id=one.id, find=checked(words))
        return Search(words, search_guide(the_assistant(), one, words, address))
    except QuestionError as error:
        return Search(words[: 2 * LONGEST], error=str(error))


def _body(one: Guide, origin: Origin, search: Search) -> tuple[CitedPassage | None, Markup]:
    """What the address cites, and the guide with it marked; marks that cannot be placed are ignored."""
    body = body_of(one, the_assistant())
    marks = read_marks(request.args.get("mark", ""), len(one.text))
    cited = cited_passage(one, marks, the_assistant().library) if marks else None
    card = render_template("reader/_cited.html", cited=cited, origin=origin, search=search) if cited else ""
    html = body.marked(marks, card)
    # The guide's HTML comes from the corpus, and the card from a template.
    return (None, Markup(body.plain)) if html is None else (cited, Markup(html))  # noqa: S704
