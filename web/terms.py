"""Terms: the list from A to Z with its look-up, a card for each, and the check of a pasted text."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Blueprint, abort, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_decimal
from flask_babel import gettext as _

from web.engine import first_guide, the_assistant
from web.i18n import LANGUAGES
from web.limits import api_limit, ask_limit
from web.terminology.card import Definition, TermCard, card, definitions
from web.terminology.listing import Letter, a_to_z, acronyms
from web.terminology.lookup import Found, Lookup
from web.terminology.text_check import LONGEST, TextCheck, check, plain

bp = Blueprint("terms", __name__)

bp.add_app_template_filter(acronyms)

LONGEST_LOOKUP = 200
"""Characters of a look-up that are read."""


@dataclass(frozen=True, slots=True)
class Order:
    """A language by whose names the list can be ordered."""

    language: str
    name: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class TermsPage:
    """The context of terms/page.html and of its part _found.html."""

    typed: str
    found: tuple[Found, ...]
    best: tuple[Definition, ...]
    """What the guide says of the first term found, where that is certainly the one that was meant."""
    letters: tuple[Letter, ...]
    orders: tuple[Order, ...]
    total: int
    longest: int = LONGEST

    @property
    def by(self) -> str:
        """The language by whose names the list is ordered."""
        return next(o.language for o in self.orders if o.current)


@dataclass(frozen=True, slots=True)
class CheckPage:
    """The context of terms/check.html."""

    text: str
    check: TextCheck | None
    error: str | None
    longest: int = LONGEST


@bp.get("/terms")
@api_limit
def index() -> str:
    """All terms, or those like `q`; with `part=found` only the piece of HTML that changes while somebody types."""
    typed = request.args.get("q", "")[:LONGEST_LOOKUP].strip()
    assistant = the_assistant()
    by = request.args.get("by", "")
    by = by if by in LANGUAGES else first_guide().metadata.language
    found = lookup()(typed) if typed else ()
    sure = found and (found[0].exact or len(found) == 1)
    page = TermsPage(
        typed=typed,
        found=found,
        best=definitions(found[0].term, assistant.library)[:1] if sure else (),
        letters=() if typed else a_to_z(assistant.thesaurus, by),
        orders=tuple(Order(c, n, _ordered(c), c == by) for c, n in LANGUAGES.items()),
        total=len(assistant.thesaurus.terms),
    )
    part = request.args.get("part") == "found"
    return render_template("terms/_found.html" if part else "terms/page.html", page=page)


@bp.get("/terms/<slug>")
@api_limit
def term(slug: str) -> str:
    """The card of one term; 404 when there is no such term."""
    found = the_assistant().thesaurus.by_id.get(slug) or abort(404)
    page: TermCard = card(the_assistant(), found)
    return render_template("terms/card.html", page=page)


@bp.post("/terms")
@ask_limit
def check_text() -> ResponseReturnValue:
    """The terms in the text that was sent, which is not kept; 400, with the reason, when it cannot be checked."""
    text = plain(request.form.get("text", ""))
    error = _problem(text)
    page = CheckPage(text, None if error else check(the_assistant(), text), error)
    return render_template("terms/check.html", page=page), 400 if error else 200


def lookup() -> Lookup:
    """The look-up over the application's thesaurus, made when first wanted."""
    known: Lookup | None = current_app.extensions.get("terms.lookup")
    if known is None:
        known = current_app.extensions["terms.lookup"] = Lookup(the_assistant().thesaurus)
    return known


def _ordered(language: str) -> str:
    return f"{url_for('terms.index')}?{urlencode({'by': language})}"


def _problem(text: str) -> str | None:
    if not text:
        return str(_("There is no text to check. Paste one into the box."))
    if len(text) > LONGEST:
        return str(_(
            "The text has %(count)s characters, and at most %(most)s can be checked at once. Check it in parts.",
            count=format_decimal(len(text)), most=format_decimal(LONGEST),
        ))  # fmt: skip
    return None
