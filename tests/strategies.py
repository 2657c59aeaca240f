"""What Hypothesis draws for the tests: texts, and questions as people (and worse) might type them.

Importing this module also settles how Hypothesis runs: the same examples every time, so that a failure is one that the
change under test brought, and no deadline, since the first question to a fresh index is slower than the others.
"""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

settings.register_profile(
    "suite", deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")

SAID = [*(Path(__file__).parent / "cases" / "words.txt").read_text(encoding="utf-8").split(), "\u202e", "\x00"]
"""Words of the guide and of questions in three languages, slips, signs, and what only trouble types."""

questions = st.one_of(
    st.lists(st.sampled_from(SAID), max_size=14).map(" ".join),
    st.text(max_size=60),
)
"""Mostly words that find something; sometimes anything at all."""
