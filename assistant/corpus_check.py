"""What an editor should look at in a corpus: errors, which lose something, and warnings, which make answers worse."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any

from assistant.analysis import words
from assistant.confidence import load_calibration
from assistant.editorial import THESAURUS_FILE
from assistant.errors import CorpusError
from assistant.fixed_replies import load_fixed_replies
from assistant.guide import Guide, Kind
from assistant.languages import Language, load_language
from assistant.leaning import load_leanings
from assistant.library import GUIDE_FILE, corpus_folder, read_guide
from assistant.not_covered import FILE as NOT_COVERED
from assistant.not_covered import Topic, read_topics
from assistant.phrases import Phrase, phrase_files, read_phrases
from assistant.thesaurus import Thesaurus, load_thesaurus

ENOUGH = 20
"""Phrases that a passage needs in its guide's own language."""
ENOUGH_ELSEWHERE = 8
"""Phrases that it needs in every other language."""
PLAIN_WORDS = "interrogatives"
"""The cues that are words, not patterns."""
FEW_WORDS = 4
"""A passage of fewer words ("Cleiman") holds nothing to ask about."""


class Level(StrEnum):
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at: where, what is wrong, and what to do."""

    level: Level
    place: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.place}: {self.problem}. {self.remedy}"


def check_corpus(folder: Path | str | None = None) -> tuple[Finding, ...]:
    """Every finding in the corpus *folder*, in the order of its files; one malformed file does not hide the others.

    Raises CorpusError when there is no corpus at all.
    """
    path = corpus_folder(folder)
    files = sorted(path.glob(f"*/{GUIDE_FILE}")) if path.is_dir() else []
    if not files:
        raise CorpusError(path, None, "there is no guide here", "Name a corpus with --corpus or ASSISTANT_CORPUS.")
    findings: list[Finding] = []

    def tried(read: Callable[[], Any], otherwise: Any) -> Any:
        try:
            return read()
        except CorpusError as error:
            place = f"{error.path}:{error.line}" if error.line else error.path
            findings.append(Finding(Level.ERROR, place, error.problem, error.remedy))
            return otherwise

    for file in sorted((path / "languages").glob("*.yaml")):
        if (language := tried(partial(load_language, file), None)) is not None:
            findings += cue_findings(file, language)
    languages = [file.stem for file in sorted((path / "languages").glob("*.yaml"))]
    guides = [guide for file in files if (guide := tried(partial(read_guide, file), None)) is not None]
    for guide in guides:
        phrases: list[Phrase] = []
        for file in phrase_files(path / guide.id):
            found, problems = tried(partial(read_phrases, file, guide), ((), ()))
            phrases += found
            findings += (Finding(Level.ERROR, p.place, p.problem, p.remedy) for p in problems)
        topics = tried(partial(read_topics, path / guide.id, guide), ())
        findings += few_phrases(guide, phrases, languages)
        findings += repeated_phrases(guide, phrases)
        findings += topic_findings(path / guide.id / NOT_COVERED, topics, phrases, languages)
    thesaurus = tried(partial(load_thesaurus, path / THESAURUS_FILE), Thesaurus(()))
    findings += thesaurus_findings(path / THESAURUS_FILE, thesaurus, guides)
    tried(partial(load_fixed_replies, path), None)
    tried(partial(load_calibration, path), None)
    tried(partial(load_leanings, path), None)
    return tuple(dict.fromkeys(findings))  # a sentence that is gone is reported for each of its phrases


def cue_findings(file: Path, language: Language) -> Iterator[Finding]:
    """Cues that are no regular expressions.  Each is compiled at the first question that needs it, so that a start does
    not wait for all of them; here they are all tried.
    """
    for name, patterns in language.cues.items():
        every = patterns.values() if isinstance(patterns, Mapping) else patterns
        for pattern in every if name != PLAIN_WORDS else ():
            try:
                re.compile(pattern)
            except (re.error, TypeError) as error:
                problem = f"the cue {pattern!r} of '{name}' is no regular expression ({error})"
                yield Finding(Level.ERROR, str(file), problem, "Correct the pattern.")


def few_phrases(guide: Guide, phrases: Iterable[Phrase], languages: Iterable[str]) -> Iterator[Finding]:
    """Passages that hold something to ask and have too few phrases in one of *languages*.

    An item or row counts the phrases of its whole list or table too, for they lead to it as well.
    """
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for phrase in phrases:
        counts[phrase.target, phrase.language] += 1
    for passage in guide.passages:
        apart = passage.kind is Kind.FIGURE or passage.section.apparatus
        if not passage.answers or apart or len(list(words(passage.text))) < FEW_WORDS:
            continue
        for language in languages:
            wanted = ENOUGH if language == guide.metadata.language else ENOUGH_ELSEWHERE
            count = counts[passage.id, language] + (counts[passage.group, language] if passage.group else 0)
            if count < wanted:
                yield Finding(
                    Level.WARNING,
                    passage.id,
                    f"only {count} of {wanted} phrases in '{language}'",
                    "Write down how else people would ask for it.",
                )


def repeated_phrases(guide: Guide, phrases: Iterable[Phrase]) -> Iterator[Finding]:
    """Phrases that lead to several passages, which then cannot be told apart, or that stand twice under one.

    A passage and the list that it is an item of may share a phrase.
    """
    places: dict[tuple[str, str], list[str]] = defaultdict(list)
    for phrase in phrases:
        places[phrase.language, " ".join(words(phrase.text))].append(phrase.target)
    for (language, text), targets in places.items():
        different = list(dict.fromkeys(targets))
        if len(different) > 1 and not _one_list(guide, different):
            yield Finding(
                Level.WARNING,
                f"{guide.id}/phrases/{language}.yaml",
                f"“{text}” leads to {', '.join(different)}",
                "Keep it where it is answered best, or make each more telling.",
            )
        elif len(targets) > len(different):
            yield Finding(
                Level.WARNING,
                f"{guide.id}/phrases/{language}.yaml",
                f"“{text}” stands twice under {different[0]}",
                "Delete one of the two.",
            )


def topic_findings(
    file: Path, topics: Iterable[Topic], phrases: Iterable[Phrase], languages: Iterable[str]
) -> Iterator[Finding]:
    """What is wrong with the topics that a guide does not cover, which stand in *file*."""
    answered = {(p.language, " ".join(words(p.text))): p.target for p in phrases}
    for topic in topics:
        place = f"{file}: {topic.id}"
        for language in languages:
            if not topic.title.get(language):
                yield Finding(
                    Level.WARNING, place, f"there is no title in '{language}'", "Add one; until then English stands in."
                )
            if not topic.phrases.get(language):
                yield Finding(
                    Level.WARNING,
                    place,
                    f"there are no phrases in '{language}'",
                    "Write down how people ask for what the guide does not answer.",
                )
        for language, texts in topic.phrases.items():
            for text in texts:
                target = answered.get((language, " ".join(words(text))))
                if target:
                    yield Finding(
                        Level.ERROR,
                        place,
                        f"“{text}” is also an asked-as phrase of {target}",
                        "Decide whether the guide answers it, and delete the other.",
                    )


def thesaurus_findings(file: Path, thesaurus: Thesaurus, guides: Iterable[Guide]) -> Iterator[Finding]:
    """What is wrong with the *thesaurus*, which stands in *file*."""
    ids = {name for guide in guides for name in (*guide.by_id, *guide.group_by_id)}
    known = ids | {name.split("/", 1)[1] for name in ids}
    owners: dict[tuple[str, str], list[str]] = defaultdict(list)
    for term in thesaurus.terms:
        place = f"{file}: {term.id}"
        if term.definition and term.definition not in known:
            yield Finding(
                Level.ERROR,
                place,
                f"its definition '{term.definition}' is no passage or list",
                "Correct the id; `assistant passages` lists them.",
            )
        for other in term.related:
            if term.id not in thesaurus.by_id[other].related:
                yield Finding(
                    Level.WARNING,
                    place,
                    f"it is related to '{other}', but not the other way round",
                    "Add it there too.",
                )
        for text, language, _ in term.labels():
            owners[language, " ".join(words(text))].append(term.id)
    for (language, text), terms in owners.items():
        different = list(dict.fromkeys(terms))
        if len(different) > 1:
            yield Finding(
                Level.WARNING,
                str(file),
                f"“{text}” ({language}) is a label of {', '.join(different)}",
                "Keep it with the term that is meant most often.",
            )


def _one_list(guide: Guide, targets: list[str]) -> bool:
    """Whether *targets* are one list or table and passages in it."""
    groups = {guide.by_id[t].group if t in guide.by_id else t for t in targets}
    return len(groups) == 1 and None not in groups
