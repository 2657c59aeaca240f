"""A malformed guide ends in one error that names file, line and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import CorpusError
from assistant.library import Library

GUIDE = "handbook/guide.md"

BREAKS = [
    ("title: Lending", "titel: Lending", r"guide\.md:1: 'titel' is no metadata .* Known are: title"),
    ("year: 2024", "year: soon", r"guide\.md:5: the year 'soon' is no year\. Write four digits"),
    ("language: en", "language: English", r"guide\.md:3: the language 'English' is no language code"),
    ("publisher: Harbour Town Library\n", "", r"the metadata 'publisher' is missing\. Add a line 'publisher"),
    ("{: #refunds page", "{: #lost-card page", r"the id 'lost-card' was given before, in line \d+\. Give one"),
    ("| Summer | 9 a.m. | 8 p.m. |", "| Summer | 9 a.m. | 8 p.m. | late |", r"too many cells: 4, and its header has 3"),
    ("| Winter | 9 a.m. | 6 p.m. |", "| Winter | 9 a.m. |", r"too few cells: 2, and its header has 3"),
    ("pay nothing.[^1]", "pay nothing.[^1", r"guide\.md:\d+: a footnote mark is not closed\. Write it as \[\^1\]"),
    ("pay nothing.[^1]", "pay nothing.[^1][^2]", r"the footnote \[\^2\] has no text\. Add a line"),
    ("pay nothing.[^1]", "pay nothing.", r"no sentence bears the footnote \[\^1\]\. Put"),
    ("year: 2024\n", "year: 2024\nyear: 2024\n", r"guide\.md:6: the metadata 'year' is given twice"),
]


@pytest.mark.parametrize(("right", "wrong", "message"), BREAKS, ids=[b[2][:40] for b in BREAKS])
def test_a_mistake_in_a_guide_is_named_with_line_and_remedy(
    own_toy_corpus: Path, right: str, wrong: str, message: str
) -> None:
    """Opening the library says what is wrong, where, and what to do."""
    file = own_toy_corpus / GUIDE
    text = file.read_text(encoding="utf-8")
    assert right in text
    file.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(CorpusError, match=message):
        Library.open(own_toy_corpus)


def test_a_guide_that_is_not_utf8_is_named_with_the_line(own_toy_corpus: Path) -> None:
    """The line is where the first byte that is no UTF-8 stands."""
    file = own_toy_corpus / GUIDE
    file.write_bytes(file.read_bytes().replace(b"harbour, two", b"harbour \xe9, two", 1))
    with pytest.raises(CorpusError, match=r"guide\.md:\d+: the file is not UTF-8\. Save it"):
        Library.open(own_toy_corpus)


def test_an_empty_guide_is_an_error(own_toy_corpus: Path) -> None:
    """An empty file is not a guide without passages."""
    (own_toy_corpus / GUIDE).write_text("\n\n", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"the file is empty\. Restore its content"):
        Library.open(own_toy_corpus)


def test_a_corpus_without_a_guide_or_a_folder_is_an_error(tmp_path: Path) -> None:
    """Both say how to name another corpus."""
    with pytest.raises(CorpusError, match=r"the corpus holds no guide\. Add a folder"):
        Library.open(tmp_path)
    with pytest.raises(CorpusError, match=r"there is no corpus folder here\. Name one with --corpus"):
        Library.open(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        (
            "thesaurus.yaml",
            "- id: reader\n  label: reader\n- id: reader\n  label: other\n",
            "the term id 'reader' is given twice",
        ),
        ("thesaurus.yaml", "- id: reader\n  label: reader\n  colour: red\n", "has a key that no term has: colour"),
        (
            "thesaurus.yaml",
            "- id: reader\n  label: reader\n  related: [nobody]\n",
            "points to 'nobody', which is no term",
        ),
        ("thesaurus.yaml", "- id: [reader\n", r"thesaurus\.yaml:\d+: .* Correct the line"),
        ("handbook/not-covered.yaml", "- id: dogs\n", "has no id or no title"),
        (
            "handbook/not-covered.yaml",
            "- {id: dogs, title: {en: Dogs}, see: [nowhere]}\n",
            "points to 'handbook/nowhere'",
        ),
        (
            "handbook/not-covered.yaml",
            "- {id: dogs, title: {en: Dogs}, series: nowhere}\n",
            "names the section 'nowhere'",
        ),
        ("handbook/phrases/en.yaml", "lost-card--list: what do I bring\n", "should hold a list of phrases"),
        ("handbook/phrases/en.yaml", "a: [x]\na: [y]\n", r"en\.yaml:2: the key 'a' is given twice"),
        ("replies.yaml", "kinds: []\n", "the file lacks 'personal_data'"),
    ],
)
def test_a_mistake_in_an_editors_file_is_named(own_toy_corpus: Path, file: str, text: str, message: str) -> None:
    """The assistant does not start on half of what the editor wrote."""
    from assistant.answering import Assistant

    (own_toy_corpus / file).write_text(text, encoding="utf-8")
    with pytest.raises(CorpusError, match=message):
        Assistant.open(own_toy_corpus)
