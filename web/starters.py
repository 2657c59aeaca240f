"""Questions to begin with, for each of the three kinds of people who ask; a test checks that each is answered."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l


@dataclass(frozen=True, slots=True)
class Starters:
    """Who asks, and what such a person may ask first."""

    who: LazyString
    questions: tuple[LazyString, ...]


STARTERS = (
    Starters(
        _l("In a case or an office"),
        (
            _l("Can a man who agreed to the work still be a victim?"),
            _l("What is the difference between trafficking in persons and smuggling of migrants?"),
            _l("What are the elements of the crime of trafficking in persons?"),
        ),
    ),
    Starters(
        _l("Preparing a training"),
        (
            _l("What are the recommendations of the gender approach?"),
            _l("Give me an example of servitude"),
            _l("Is it a myth that only women are victims?"),
        ),
    ),
    Starters(
        _l("On a support desk"),
        (
            _l("HRBA"),
            _l("What does intersectionality mean?"),
            _l("organized criminal group"),
        ),
    ),
)
