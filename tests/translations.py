"""The catalogues of translations: what stands in them, and how they are renewed.

    python -m tests.translations

collects the strings of command line and pages, merges them into the catalogues, and compiles those.  A new string is
left empty for the translator; one that is no longer used is dropped.
"""

from __future__ import annotations

import ast
import io
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("es", "pt")
KEYWORDS: Mapping[str, tuple[int, ...] | None] = {
    "_": None, "N_": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2), "NN_": (1, 2),
}  # fmt: skip
EPOCH = datetime(2025, 1, 1, tzinfo=UTC)
"""Stands for every date in a catalogue, so that the same strings give the same file."""


@dataclass(frozen=True, slots=True)
class Translated:
    """A package whose strings are translated, and the name of its catalogues."""

    package: str
    domain: str

    def file(self, language: str, ending: str = "po") -> Path:
        return ROOT / self.package / "translations" / language / "LC_MESSAGES" / f"{self.domain}.{ending}"


COMMAND_LINE = Translated("assistant", "assistant")
PAGES = Translated("web", "messages")


def strings_in(translated: Translated) -> Catalog:
    """Every string of the package that is marked for translation, each with the files in which it stands."""
    methods: list[tuple[str, Any]] = [("**.py", python_strings), ("templates/**.html", "jinja2.ext.babel_extract")]
    found = Catalog(project="guidance-assistant", header_comment="", creation_date=EPOCH, charset="utf-8", fuzzy=False)
    for name, _, message, _, context in extract_from_dir(ROOT / translated.package, methods, keywords=KEYWORDS):
        found.add(message, None, [(f"{translated.package}/{name}", 0)], context=context)
    return found


def python_strings(
    file: IO[bytes], keywords: Collection[str], comment_tags: object, options: object
) -> Iterator[tuple[int, str, tuple[str | None, ...], list[str]]]:
    """The marked strings of a Python file.

    By its syntax tree: what babel's own reading of tokens finds inside f-strings differs between versions of Python.
    """
    for node in ast.walk(ast.parse(file.read())):
        name = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else None
        if isinstance(node, ast.Call) and name is not None and name in keywords:
            values = (getattr(argument, "value", None) for argument in node.args)
            texts = tuple(value if isinstance(value, str) else None for value in values)
            if texts:
                yield node.lineno, name, texts, []


def catalogue(translated: Translated, language: str) -> Catalog:
    """The catalogue as it is kept; an empty one where there is none."""
    file = translated.file(language)
    if not file.exists():
        return Catalog(language, header_comment="", creation_date=EPOCH, revision_date=EPOCH, fuzzy=False)
    with file.open("rb") as handle:
        return read_po(handle, locale=language)


def compiled(kept: Catalog) -> bytes:
    """The catalogue in the form that gettext reads; the same for the same strings."""
    buffer = io.BytesIO()
    write_mo(buffer, kept)
    return buffer.getvalue()


def renew(translated: Translated, language: str) -> Iterator[str]:
    """Merges the strings of the package into its catalogue and compiles it; yields those that wait for a translator."""
    kept = catalogue(translated, language)
    kept.update(strings_in(translated), no_fuzzy_matching=True, update_header_comment=False)
    kept.obsolete.clear()
    kept.creation_date = kept.revision_date = EPOCH
    kept.project, kept.version = "guidance-assistant", "all"
    kept.msgid_bugs_address, kept.last_translator, kept.language_team = "", "", code_name(language)
    file = translated.file(language)
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as handle:
        write_po(handle, kept, width=100, include_lineno=False, ignore_obsolete=True, sort_by_file=True)
    translated.file(language, "mo").write_bytes(compiled(catalogue(translated, language)))
    yield from untranslated(kept)


def code_name(language: str) -> str:
    """The language by its English name, which is who translates in the head of a catalogue."""
    return str(Locale.parse(language).english_name)


def untranslated(kept: Catalog) -> Iterator[str]:
    """The strings of a catalogue that have no translation, or one that was only guessed."""
    for message in kept:
        if message.id and (message.fuzzy or not message.string or not all([message.string])):
            yield str(message.id)


if __name__ == "__main__":
    for one in (COMMAND_LINE, PAGES):
        for code in LANGUAGES:
            waiting = list(renew(one, code))
            print(f"{one.file(code).relative_to(ROOT)}: {len(waiting)} strings wait for a translator")
