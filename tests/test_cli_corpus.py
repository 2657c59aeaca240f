"""`assistant corpus check`: what an editor should correct."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.corpus_check import Finding, Level, check_corpus
from tests.cli import refused, run


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def errors(corpus: Path) -> list[Finding]:
    return [f for f in check_corpus(corpus) if f.level is Level.ERROR]


def warnings(corpus: Path, said: str) -> list[Finding]:
    return [f for f in check_corpus(corpus) if f.level is Level.WARNING and said in f.problem]


def test_the_toy_corpus_has_no_errors(toy_corpus: Path) -> None:
    """Warnings alone are printed, and the status is 0."""
    result = run("corpus", "check", corpus=toy_corpus)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1].startswith("0 errors, ")


def test_the_real_corpus_has_no_errors() -> None:
    """What ships loses nothing."""
    result = run("corpus", "check", "--errors")
    assert result.stdout.splitlines()[:-1] == []
    assert result.exit_code == 0


def test_phrases_of_a_passage_that_is_gone_are_an_error(own_toy_corpus: Path) -> None:
    """They are named, with the file; the exit status tells a script."""
    change(own_toy_corpus / "handbook" / "phrases" / "en.yaml", "opening-hours--summer:", "opening-hours--spring:")
    result = run("corpus", "check", "--errors", corpus=own_toy_corpus)
    assert result.exit_code == 1
    assert "en.yaml: opening-hours--spring: no passage or list has this id any more. Move or delete" in result.stdout
    assert result.stdout.splitlines()[-1].startswith("1 error, ")


def test_a_sentence_that_is_gone_is_an_error(own_toy_corpus: Path) -> None:
    """A phrase must not lead to a sentence that was rewritten."""
    change(own_toy_corpus / "handbook" / "guide.md", "A replacement costs 4 dollars", "A new one costs 5 dollars")
    assert [f.problem for f in errors(own_toy_corpus)] == [
        "no sentence begins with 'A replacement costs 4 dollars' any more"
    ]


def test_a_passage_with_few_phrases_is_a_warning(toy_corpus: Path) -> None:
    """Twenty are wanted in the guide's language, eight in each other; an item counts those of its list."""
    found = {(f.place, f.problem) for f in warnings(toy_corpus, "phrases in")}
    assert ("handbook/lost-card--report-a-lost-card-at-the", "only 6 of 20 phrases in 'en'") in found
    assert ("handbook/lost-card--report-a-lost-card-at-the", "only 2 of 8 phrases in 'es'") in found
    assert ("handbook/lost-card--a-document-with-your-photograph", "only 2 of 20 phrases in 'en'") in found


def test_what_holds_nothing_to_ask_needs_no_phrases(toy_corpus: Path) -> None:
    """Captions, lead-ins, pull-quotes and figures are no answers."""
    places = {f.place for f in warnings(toy_corpus, "phrases in")}
    assert not places & {
        "handbook/table-1",
        "handbook/figure-1",
        "handbook/lost-card--to-get-a-replacement-bring",
        "handbook/lost-card--a-blocked-card-cannot-be-opened",
    }


def test_enough_phrases_are_no_warning(own_toy_corpus: Path) -> None:
    """The twentieth ends it."""
    file = own_toy_corpus / "handbook" / "phrases" / "en.yaml"
    more = "".join(f"  - another way number {n} of asking\n" for n in range(19))
    change(file, "terms--reader-a-person-who-holds-a:\n", "terms--reader-a-person-who-holds-a:\n" + more)
    found = [f for f in warnings(own_toy_corpus, "in 'en'") if f.place == "handbook/terms--reader-a-person-who-holds-a"]
    assert found == []


def test_a_phrase_that_leads_to_two_passages_is_a_warning(own_toy_corpus: Path) -> None:
    """Both are named; case and punctuation make no difference."""
    change(
        own_toy_corpus / "handbook" / "phrases" / "en.yaml",
        "  - is there an annual fee",
        "  - Can I get my money back?",
    )
    (found,) = warnings(own_toy_corpus, "leads to")
    assert found.problem == (
        "“can i get my money back” leads to handbook/refunds--the-price-of-a-lost-book, "
        "handbook/myths--you-have-to-pay-to-join"
    )


def test_a_passage_and_its_own_list_may_share_a_phrase(own_toy_corpus: Path) -> None:
    """Either answers."""
    file = own_toy_corpus / "handbook" / "phrases" / "en.yaml"
    file.write_text(
        file.read_text("utf-8") + "lost-card--the-fee-in-coins:\n  - papers needed for a new card\n", "utf-8"
    )
    assert warnings(own_toy_corpus, "leads to") == []


def test_a_phrase_that_stands_twice_is_a_warning(own_toy_corpus: Path) -> None:
    """One of the two is enough."""
    change(
        own_toy_corpus / "handbook" / "phrases" / "en.yaml",
        "  - are drinks permitted",
        "  - are drinks permitted\n  - Are drinks permitted?",
    )
    (found,) = warnings(own_toy_corpus, "stands twice")
    assert (
        found.problem == "“are drinks permitted” stands twice under handbook/reading-room--food-is-not-allowed-in-the"
    )


def test_a_topic_not_covered_that_is_also_answered_is_an_error(own_toy_corpus: Path) -> None:
    """The guide cannot both answer and not answer."""
    change(
        own_toy_corpus / "handbook" / "not-covered.yaml", "    - where is the copier", "    - is there an annual fee"
    )
    (found,) = errors(own_toy_corpus)
    assert (
        found.problem
        == "“is there an annual fee” is also an asked-as phrase of handbook/myths--you-have-to-pay-to-join"
    )


def test_a_topic_without_phrases_or_title_in_a_language_is_a_warning(own_toy_corpus: Path) -> None:
    """English stands in until there is one."""
    change(own_toy_corpus / "handbook" / "not-covered.yaml", '    pt: "Horas de contos para crianças"\n', "")
    found = {f.problem for f in check_corpus(own_toy_corpus) if f.place.endswith("not-covered.yaml: story-hours")}
    assert found == {"there is no title in 'pt'", "there are no phrases in 'es'", "there are no phrases in 'pt'"}


def test_a_definition_that_is_no_passage_is_an_error(own_toy_corpus: Path) -> None:
    """A term must not lead nowhere."""
    change(
        own_toy_corpus / "thesaurus.yaml",
        "definition: terms--reader-a-person-who-holds-a",
        "definition: terms--borrower",
    )
    (found,) = errors(own_toy_corpus)
    assert found.problem == "its definition 'terms--borrower' is no passage or list"


def test_a_label_of_two_terms_is_a_warning(own_toy_corpus: Path) -> None:
    """Nobody could tell which is meant."""
    change(own_toy_corpus / "thesaurus.yaml", "everyday: [penalty]", "everyday: [penalty, patron]")
    (found,) = warnings(own_toy_corpus, "is a label of")
    assert found.problem == "“patron” (en) is a label of reader, late-fee"


def test_a_relation_on_one_side_only_is_a_warning(own_toy_corpus: Path) -> None:
    """Related terms are related both ways."""
    change(own_toy_corpus / "thesaurus.yaml", "  related: [reader]\n", "")
    (found,) = warnings(own_toy_corpus, "the other way round")
    assert found.place.endswith("thesaurus.yaml: reader")


def test_a_cue_that_is_no_regular_expression_is_an_error(own_toy_corpus: Path) -> None:
    """Else the first question in the language would fail."""
    change(own_toy_corpus / "languages" / "en.yaml", "  next_item:\n", "  next_item:\n    - '(next'\n")
    (found,) = errors(own_toy_corpus)
    assert found.place.endswith("en.yaml")
    assert found.problem.startswith("the cue '(next' of 'next_item' is no regular expression")


MALFORMED = [
    ("handbook/guide.md", "year: 2024", "year: soon", "the year 'soon' is no year"),
    ("handbook/phrases/es.yaml", "lost-card--report-a-lost-card-at-the:", "lost: [", "did not find expected"),
    ("handbook/not-covered.yaml", "- id: printing", "- name: printing", "this topic has no id or no title"),
    ("thesaurus.yaml", "  label: library card", "  lable: library card", "this entry has no id or no label"),
]


@pytest.mark.parametrize(("name", "old", "new", "said"), MALFORMED)
def test_a_malformed_file_does_not_hide_the_others(
    name: str, old: str, new: str, said: str, own_toy_corpus: Path
) -> None:
    """It is an error with its place, and the rest is checked all the same."""
    change(own_toy_corpus / name, old, new)
    change(own_toy_corpus / "languages" / "pt.yaml", "name:", "name: [")
    found = errors(own_toy_corpus)
    assert any(said in f.problem and name in f.place for f in found)
    assert any("pt.yaml" in f.place for f in found)


def test_findings_as_json(own_toy_corpus: Path) -> None:
    """For an editor's own tools."""
    change(own_toy_corpus / "handbook" / "phrases" / "en.yaml", "opening-hours--summer:", "opening-hours--spring:")
    first = json.loads(run("corpus", "check", "--format", "json", corpus=own_toy_corpus).stdout)[0]
    assert first["level"] == "error"
    assert first["place"].endswith("en.yaml: opening-hours--spring")
    assert set(first) == {"level", "place", "problem", "remedy"}


def test_a_folder_without_guides_is_refused(tmp_path: Path) -> None:
    """There is nothing to check."""
    assert refused(run("corpus", "check", corpus=tmp_path)).endswith(
        "there is no guide here. Name a corpus with --corpus or ASSISTANT_CORPUS."
    )
