"""What a guide's Markdown must be before it is parsed: every finding names file, line and remedy.

Python-Markdown never refuses anything and keeps no line numbers, so what an editor can get wrong is looked for in the
lines themselves.
"""

from __future__ import annotations

import re
from pathlib import Path

from assistant.errors import CorpusError

REQUIRED = ("title", "series", "language", "publisher", "year", "licence", "licence_url", "attribution", "citation")
OPTIONAL = ("edition", "counterpart_of")
LANGUAGE = re.compile(r"^[a-z]{2}(-[A-Z]{2})?$")

_META = re.compile(r"^([A-Za-z_][\w-]*):\s*(.*)$")
_ID = re.compile(r"\{:[^}]*#([\w.-]+)[^}]*\}")
_FOOTNOTE_DEFINITION = re.compile(r"^\[\^([^\]\s]+)\]:")
_FOOTNOTE_MARK = re.compile(r"\[\^([^\]\s]+)\](?!:)")
_OPEN_FOOTNOTE = re.compile(r"\[\^[^\]]*$")
_HTML = re.compile(r"</?[A-Za-z][^<>\s:@]*[\s>/]|<!--")
_UNDERLINE = re.compile(r"^(-+|=+)\s*$")
_LINE_BREAK = re.compile(r"<br\s*/?>")
_DIVIDER = re.compile(r"^\|?[\s:|-]+\|[\s:|-]*$")


def check_source(path: Path, text: str) -> None:
    """Raises CorpusError for the first thing in the guide *text* (of the file *path*) that cannot be right."""
    lines = text.split("\n")
    body = _check_metadata(path, lines)
    _check_ids(path, lines)
    _check_tables(path, lines, body)
    _check_footnotes(path, lines, body)
    _check_html(path, lines, body)
    _check_underlines(path, lines, body)
    if not any(line.startswith("# ") for line in lines[body:]):
        raise CorpusError(path, body + 1, "the guide has no chapter", "Begin each chapter with a line '# Title'.")


def _check_metadata(path: Path, lines: list[str]) -> int:
    """Checks the metadata at the head; returns the index of the first line after it."""
    found: dict[str, tuple[int, str]] = {}
    number = 0
    for number, line in enumerate(lines):
        if not line.strip():
            break
        match = _META.match(line)
        if match:
            key = match[1].lower()
            if key in found:
                raise CorpusError(
                    path, number + 1, f"the metadata '{key}' is given twice", "Keep one of the two lines."
                )
            if key not in (*REQUIRED, *OPTIONAL):
                known = ", ".join((*REQUIRED, *OPTIONAL))
                raise CorpusError(path, number + 1, f"'{key}' is no metadata that a guide has", f"Known are: {known}.")
            found[key] = (number + 1, match[2].strip())
        elif not (found and line.startswith("    ")):
            raise CorpusError(
                path,
                number + 1,
                "the metadata is malformed",
                "Write 'key: value', a further line of a value indented by four blanks, then an empty line.",
            )
    for key in REQUIRED:
        if not found.get(key, (0, ""))[1]:
            raise CorpusError(
                path,
                found.get(key, (1, ""))[0],
                f"the metadata '{key}' is missing",
                f"Add a line '{key}: …' to the head of the file.",
            )
    line_number, year = found["year"]
    if not re.fullmatch(r"\d{4}", year):
        raise CorpusError(path, line_number, f"the year {year!r} is no year", "Write four digits, as in 'year: 2025'.")
    line_number, language = found["language"]
    if not LANGUAGE.match(language):
        raise CorpusError(
            path, line_number, f"the language {language!r} is no language code", "Write 'en', 'es' or 'pt'."
        )
    return number


def _check_ids(path: Path, lines: list[str]) -> None:
    seen: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        for name in _ID.findall(line):
            if name in seen:
                raise CorpusError(
                    path,
                    number,
                    f"the id '{name}' was given before, in line {seen[name]}",
                    "Give one of the two another id.",
                )
            seen[name] = number


def _check_tables(path: Path, lines: list[str], start: int) -> None:
    for number in range(start + 1, len(lines)):
        if not (_DIVIDER.match(lines[number]) and "-" in lines[number] and "|" in lines[number - 1]):
            continue
        width = _cells(lines[number - 1])
        row = number
        while row < len(lines) and "|" in lines[row]:
            cells = _cells(lines[row])
            if cells != width:
                many = "too many" if cells > width else "too few"
                raise CorpusError(
                    path,
                    row + 1,
                    f"this table row has {many} cells: {cells}, and its header has {width}",
                    "Write one cell for each column; a bar inside a cell is written \\|.",
                )
            row += 1


def _cells(line: str) -> int:
    return len(re.split(r"(?<!\\)\|", line.strip().strip("|")))


def _check_footnotes(path: Path, lines: list[str], start: int) -> None:
    defined: dict[str, int] = {}
    marked: dict[str, int] = {}
    for number, line in enumerate(lines[start:], start + 1):
        if _OPEN_FOOTNOTE.search(line):
            raise CorpusError(path, number, "a footnote mark is not closed", "Write it as [^1].")
        definition = _FOOTNOTE_DEFINITION.match(line)
        if definition:
            if definition[1] in defined:
                raise CorpusError(
                    path,
                    number,
                    f"the footnote [^{definition[1]}] is defined twice",
                    "Give one of the two another number.",
                )
            defined[definition[1]] = number
        for name in _FOOTNOTE_MARK.findall(line):
            marked.setdefault(name, number)
    for name, number in marked.items():
        if name not in defined:
            raise CorpusError(path, number, f"the footnote [^{name}] has no text", f"Add a line '[^{name}]: …'.")
    for name, number in defined.items():
        if name not in marked:
            raise CorpusError(
                path, number, f"no sentence bears the footnote [^{name}]", f"Put [^{name}] where it belongs."
            )


def _check_html(path: Path, lines: list[str], start: int) -> None:
    for number, line in enumerate(lines[start:], start + 1):
        found = _HTML.search(_LINE_BREAK.sub("", line))
        if found:
            raise CorpusError(path, number, f"'{found[0].strip()}' is HTML, which a quote could not show as it stands",
                              "Write the character itself, or Markdown; of HTML only <br> is taken.")


def _check_underlines(path: Path, lines: list[str], start: int) -> None:
    for number in range(start + 1, len(lines)):
        if _UNDERLINE.match(lines[number]) and lines[number - 1].strip():
            raise CorpusError(path, number + 1, "this line makes a heading of the one above it",
                              "Write '## Title' for a heading; after a text, leave an empty line.")
