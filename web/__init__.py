"""The web pages and the JSON API of the assistant; `create_app` is the only door."""

from web.app import create_app

__all__ = ["create_app"]
