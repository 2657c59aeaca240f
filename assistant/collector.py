"""Python's cyclic garbage collector, out of the way while a great many objects are made that will all be kept."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """Pauses the collector; it runs again afterwards if it ran before.

    It looks through everything anew each time the number of objects has grown, which took a third of an index's
    building.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
