"""The command line's words in the reader's language, by the standard library's gettext.

The language is the one chosen with `speaking`, else what LANGUAGE, LC_ALL, LC_MESSAGES or LANG say.  Catalogues are
`translations/<language>/LC_MESSAGES/assistant.po`; `python -m tests.translations` renews and compiles them.
"""

from __future__ import annotations

import gettext as _gettext
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

DOMAIN = "assistant"
FOLDER = Path(__file__).resolve().parent / "translations"
LANGUAGES = ("en", "es", "pt")
"""Languages in which the command line speaks; the first is the language of the messages in the code."""

_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")

_chosen: ContextVar[str | None] = ContextVar("language of messages", default=None)


def N_(message: str) -> str:  # noqa: N802 (gettext's own name for this)
    """*message* as it is: marks it for the catalogues where it is translated only later."""
    return message


def NN_(one: str, many: str) -> tuple[str, str]:  # noqa: N802 (by analogy)
    """Both forms as they are: marks them for the catalogues where somebody else chooses between them."""
    return one, many


def _(message: str) -> str:
    """*message* in the language of the moment."""
    return _catalogue().gettext(message) if message else ""


def ngettext(one: str, many: str, count: int) -> str:
    """*one* or *many*, in the language of the moment, as *count* demands."""
    return _catalogue().ngettext(one, many, count)


@contextmanager
def speaking(language: str | None) -> Iterator[None]:
    """Messages are in *language* for as long as this context lasts; None leaves it to the environment."""
    token = _chosen.set(language or _chosen.get())
    try:
        yield
    finally:
        _chosen.reset(token)


def preferred(environment: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """The languages that *environment* asks for, best first, as two-letter codes; () when it asks for none."""
    for name in _VARIABLES:
        if environment.get(name):
            return tuple(dict.fromkeys(one[:2].lower() for one in environment[name].split(":") if one))
    return ()


def _catalogue() -> _gettext.NullTranslations:
    languages = (_chosen.get(),) if _chosen.get() else preferred()
    known = [code for code in languages if code in LANGUAGES]
    if not known or known[0] == LANGUAGES[0]:
        return _ENGLISH
    return _gettext.translation(DOMAIN, FOLDER, known[:1], fallback=True)


_ENGLISH = _gettext.NullTranslations()
