"""A guidance assistant that answers by quoting its guides verbatim, with citations, on your own machine.

>>> from assistant import Assistant
>>> assistant = Assistant.open()
>>> reply = assistant.ask("Can someone who agreed to the work still be a victim?")
>>> reply.status
<Status.ANSWERED: 'answered'>
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.answering import Assistant as Assistant
    from assistant.index import PassageIndex as PassageIndex

__all__ = ["Assistant", "PassageIndex"]


def __getattr__(name: str) -> Any:
    """Imports the engine only when it is asked for, so that `assistant --help` does not wait for numpy."""
    if name == "Assistant":
        from assistant.answering import Assistant

        return Assistant
    if name == "PassageIndex":
        from assistant.index import PassageIndex

        return PassageIndex
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
