"""Links between subjects."""

from __future__ import annotations

from typing import Any

from flask import current_app, url_for


def url_if(endpoint: str, **values: Any) -> str | None:
    """The address of *endpoint*, or None in an application that was built without that subject."""
    return url_for(endpoint, **values) if endpoint in current_app.view_functions else None
