"""What every page shows around its subject: navigation, languages, and where the quotes come from."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Flask, request
from flask_babel import LazyString, lazy_gettext

from assistant.guide import Guide, Metadata
from assistant.reply import Citation
from web.engine import first_guide, the_assistant
from web.i18n import LANGUAGES, interface_language, posted
from web.linking import url_if

NAVIGATION: tuple[tuple[str, LazyString], ...] = (
    ("chat.chat", lazy_gettext("Ask")),
    ("reader.guide", lazy_gettext("Guide")),
    ("terms.index", lazy_gettext("Terms")),
    ("learn.index", lazy_gettext("Learn")),
    ("checklist.index", lazy_gettext("Checklist")),
    ("about.about", lazy_gettext("About")),
)
"""Endpoint and name of each page in the header."""


@dataclass(frozen=True, slots=True)
class Link:
    """One entry of the navigation."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """The page that is shown, in another language of the interface."""

    code: str
    name: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Site:
    """The context of base.html, which every template has as `site`."""

    language: str
    navigation: tuple[Link, ...]
    languages: tuple[LanguageLink, ...]
    posted: tuple[tuple[str, str], ...]
    """Fields of the form that led here, so that a language can be chosen without losing the conversation."""
    guide: Guide
    guides: tuple[Guide, ...]
    guide_url: str | None
    terms_url: str | None

    @property
    def metadata(self) -> Metadata:
        return self.guide.metadata

    def language_of(self, cited: Citation) -> str:
        """The language of the citation: that of the guide which it names."""
        named = (guide.metadata.language for guide in self.guides if guide.metadata.title == cited.guide)
        return next(named, self.metadata.language)


def init_app(app: Flask) -> None:
    app.context_processor(lambda: {"site": site()})


def site() -> Site:
    """The frame of the page for the present request."""
    language = interface_language()
    return Site(
        language=language,
        navigation=tuple(_navigation()),
        languages=tuple(LanguageLink(c, n, _in_language(c), c == language) for c, n in LANGUAGES.items()),
        posted=tuple((k, v) for k in posted() if k != "lang" for v in posted().getlist(k)),
        guide=first_guide(),
        guides=the_assistant().library.guides,
        guide_url=url_if("reader.guide", guide_id=first_guide().id),
        terms_url=url_if("terms.index"),
    )


def _navigation() -> list[Link]:
    subject = (request.endpoint or "").partition(".")[0]
    links = []
    for endpoint, label in NAVIGATION:
        url = url_if(endpoint, **({"guide_id": first_guide().id} if endpoint == "reader.guide" else {}))
        if url:
            links.append(Link(str(label), url, endpoint.partition(".")[0] == subject))
    return links


def _in_language(code: str) -> str:
    fields = [(k, v) for k in request.args if k != "lang" for v in request.args.getlist(k)]
    return f"{request.path}?{urlencode([*fields, ('lang', code)])}"
