"""Questions to begin with, for each of the three kinds of people who ask; a test checks that each is answered."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _


@dataclass(frozen=True, slots=True)
class Starters:
    """Who asks, and what such a person may ask first."""

    who: LazyString
    questions: tuple[LazyString, ...]


STARTERS = (
    Starters(
        _("In a case or an office"),
        (
            _("Can a man who agreed to the work still be a victim?"),
            _("What is the difference between trafficking in persons and smuggling of migrants?"),
            _("What are the elements of the crime of trafficking in persons?"),
        ),
    ),
    Starters(
        _("Preparing a training"),
        (
            _("What are the recommendations of the gender approach?"),
            _("Give me an example of servitude"),
            _("Is it a myth that only women are victims?"),
        ),
    ),
    Starters(
        _("On a support desk"),
        (
            _("HRBA"),
            _("What does intersectionality mean?"),
            _("organized criminal group"),
        ),
    ),
)
