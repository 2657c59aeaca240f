"""Orders that a class shares: the same seed gives everybody the same order, on every machine and in every year."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import TypeVar

T = TypeVar("T")

FIRST_SEED = "1"
"""The order that is shown when the address names none."""
LONGEST_SEED = 40


def seed_of(text: str | None) -> str:
    """*text* as a seed: any short word or number, white space and capitals aside; FIRST_SEED when there is none."""
    return " ".join((text or "").split()).casefold()[:LONGEST_SEED].strip() or FIRST_SEED


def fresh_seed() -> str:
    """A seed of four digits, short enough to be read out to a class."""
    return str(1000 + secrets.randbelow(9000))


def shuffled(things: Iterable[T], seed: str, name: Callable[[T], str], purpose: str = "order") -> tuple[T, ...]:
    """*things* in the order that *seed* gives; *purpose* tells apart orders that must not be alike.

    A thing's place depends on its *name* and the seed only, so a new row in the guide leaves the others in their order.
    """
    return tuple(sorted(things, key=lambda thing: sha256(f"{purpose}/{seed}/{name(thing)}".encode()).digest()))
