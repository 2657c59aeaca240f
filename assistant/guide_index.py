"""Everything that a question is matched against: the targets of all guides, their text and their asked-as phrases.

Targets are what can be answered with: every passage that can be an answer, every whole list or table, and every chapter
as the list of its sections.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

import numpy as np

from assistant.analysis import Analyzer
from assistant.editorial import Editorial, proper_names, vocabulary
from assistant.guide import Guide, Kind, Passage
from assistant.index import Postings, indexed_text
from assistant.library import Library
from assistant.matching import Space, build_space
from assistant.phrases import OUTLINE, Phrase
from assistant.sentences import sentence_spans

MU = 60.0
"""How many words the whole collection weighs beside a target's own when its profile is smoothed."""
OWN_SHARE = 0.5
"""Weight of the target's own text in its centroid."""
OWN_COUNT = 2.0
"""The target's own text counts as much as this many phrases."""


class Form(StrEnum):
    """What a target is as an answer."""

    PASSAGE = "passage"
    LIST = "list"
    OUTLINE = "outline"


@dataclass(frozen=True, slots=True)
class Target:
    """Something to answer with.

    `spans` are its sentences (of a passage), its items (of a list) or its titles (of an outline), as half-open spans of
    the guide's text.
    """

    id: str
    guide_id: str
    form: Form
    passages: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class GuideIndex:
    """Targets, and the rows of three matrices over one space: targets, their spans, and the phrases.

    Phrase rows are sorted by language and then by target; `phrase_grid` of shape (languages, targets, most phrases of a
    target) holds row numbers, with -1 where a target has fewer phrases.  `phrase_block` and `topic_block` give the rows
    of each language, half-open.
    """

    targets: tuple[Target, ...]
    space: Space
    own: Postings
    spans: Postings
    span_words: Postings
    """Rows: spans; which words stand in a sentence or in the phrases that it answers (weights are all one)."""
    span_target: np.ndarray
    span_offset: np.ndarray
    """Row of the first span of each target; one entry more than there are targets."""
    centroids: Postings
    """Rows: targets; the mean direction of a target's text and phrases, one row after another for each language."""
    phrases: Postings
    phrase_texts: tuple[str, ...]
    phrase_block: np.ndarray
    phrase_target: np.ndarray
    phrase_span: np.ndarray
    """Number of the answering span within the target, or -1 where the target as a whole answers."""
    phrase_grid: np.ndarray
    traits: np.ndarray
    """Shape (4, targets), 0 or 1: is a whole list; is a figure's caption; stands on the title page, among references…;
    gives an example."""
    counterparts: np.ndarray
    """Shape (pairs, 2): numbers of a target and of its counterpart in the guide of which its own is an edition."""
    target_languages: tuple[str, ...]
    """The language of each target's guide."""
    languages: tuple[str, ...]
    profile: Postings
    """Rows: targets; what a word says for a target, given all that is said of it and asked about it."""
    profile_length: np.ndarray
    """Shape (languages, targets): what each word of a question costs a target of whom much is said."""
    topics: Postings
    """Rows: the phrases of the topics that no guide covers."""
    topic_texts: tuple[str, ...]
    topic_block: np.ndarray
    topic_of: np.ndarray
    """Number of the topic, in the order of `Editorial.topics`, of each of those rows."""
    vocabulary: dict[str, dict[str, int]]
    names: frozenset[str]
    """Words that are written with a capital wherever they stand: persons, places, bodies; case-folded."""

    @cached_property
    def by_anchor(self) -> dict[str, tuple[int, ...]]:
        """Numbers of the targets that have an anchor: one for each guide in which it stands."""
        found: dict[str, tuple[int, ...]] = {}
        for number, target in enumerate(self.targets):
            if target.form is Form.PASSAGE:
                anchor = target.id.split("/", 1)[1]
                found[anchor] = (*found.get(anchor, ()), number)
        return found

    def language(self, code: str) -> int:
        """The number of the language *code*; the first one's for a language that the corpus does not describe."""
        return self.languages.index(code) if code in self.languages else 0

    def block(self, blocks: np.ndarray, language: int) -> tuple[int, int]:
        """The rows `[low, high)` of *blocks* that are in a language."""
        return int(blocks[language][0]), int(blocks[language][1])

    def phrase_rows(self, target: int, code: str) -> np.ndarray:
        """Rows of the phrases of a target in the language *code*."""
        rows: np.ndarray = self.phrase_grid[self.language(code)][target]
        return rows[rows >= 0]

    @cached_property
    def items(self) -> dict[int, tuple[int, ...]]:
        """For each list or outline, by number: the targets that are its items (the first passage of each section), with
        -1 for a section that holds none.
        """
        starts = [(t.guide_id, t.spans[0][0], n) for n, t in enumerate(self.targets) if t.form is Form.PASSAGE]

        def first(guide_id: str, begin: int, end: float) -> int:
            return next((n for guide, start, n in starts if guide == guide_id and begin <= start < end), -1)

        def items_of(target: Target) -> tuple[int, ...]:
            begins = [begin for begin, _ in target.spans]
            ends = [*begins[1:], math.inf]
            return tuple(first(target.guide_id, begin, end) for begin, end in zip(begins, ends, strict=True))

        return {n: items_of(t) for n, t in enumerate(self.targets) if t.form is not Form.PASSAGE}

    def rarity(self, term: str) -> float:
        """Inverse document frequency of *term*; that of a word never seen when it is unknown."""
        column = self.space.terms.get(term)
        return float(self.space.idf[column]) if column is not None else float(self.space.idf.max())


def targets_of(guide: Guide) -> list[Target]:
    """The targets of *guide*, in guide order: a list or table comes before its first item."""
    targets: list[Target] = []
    opened: set[str] = set()
    for passage in guide.passages:
        if not passage.answers:
            continue
        if passage.group and passage.group not in opened:
            opened.add(passage.group)
            members = [guide.by_id[m] for m in guide.group_by_id[passage.group].passages]
            targets.append(
                Target(
                    passage.group,
                    guide.id,
                    Form.LIST,
                    tuple(m.id for m in members),
                    tuple((m.start, m.end) for m in members),
                )
            )
        spans = tuple((passage.start + s, passage.start + e) for s, e in sentence_spans(passage.text))
        targets.append(Target(passage.id, guide.id, Form.PASSAGE, (passage.id,), spans))
    return targets + outlines_of(guide)


def outlines_of(guide: Guide) -> list[Target]:
    """Each chapter with two sections or more, as the list of their titles."""
    found = []
    for chapter in guide.sections:
        inner = [s for s in guide.sections if len(s.path) == len(chapter.path) + 1 and s.path[:-1] == chapter.path]
        first = next((p for p in guide.passages if inner and p.section == inner[0] and p.answers), None)
        if len(inner) > 1 and first:
            found.append(
                Target(
                    f"{guide.id}/{chapter.anchor}{OUTLINE}",
                    guide.id,
                    Form.OUTLINE,
                    (first.id,),
                    tuple((s.start, s.end) for s in inner),
                )
            )
    return found


def build_index(library: Library, editorial: Editorial) -> GuideIndex:
    """Indexes every guide of *library* with what its editors maintain."""
    analyzers = {code: Analyzer(language) for code, language in library.languages.items()}
    targets = tuple(t for guide in library.guides for t in targets_of(guide))
    number = {t.id: i for i, t in enumerate(targets)}
    by_target: dict[int, list[Phrase]] = defaultdict(list)
    for phrase in editorial.phrases:
        if phrase.target in number and phrase.language in analyzers:
            by_target[number[phrase.target]].append(phrase)
    codes = sorted(analyzers)
    ordered = [(t, p) for code in codes for t in range(len(targets)) for p in by_target[t] if p.language == code]

    texts: list[tuple[str, Analyzer]] = []
    for target in targets:
        texts.append((_own_text(library, target), analyzers[library.by_id[target.guide_id].metadata.language]))
    for target in targets:
        guide = library.by_id[target.guide_id]
        texts += [(guide.text[s:e], analyzers[guide.metadata.language]) for s, e in target.spans]
    texts += [(p.text, analyzers[p.language]) for _, p in ordered]
    asked = [
        (n, code, text)
        for code in codes
        for n, topic in enumerate(editorial.topics)
        for text in topic.phrases.get(code, ())
    ]
    texts += [(text, analyzers[code]) for _, code, text in asked]
    space, rows = build_space(texts)

    sizes = [len(t.spans) for t in targets]
    offset = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    first_phrase = len(targets) + int(offset[-1])
    first_topic = first_phrase + len(ordered)
    profile, length = _profiles(space, rows, len(targets), first_phrase, ordered, codes)
    phrase_target = np.array([t for t, _ in ordered], dtype=np.int64)
    phrase_span = np.array([_span_number(targets[t], p) for t, p in ordered], dtype=np.int64)
    return GuideIndex(
        targets=targets,
        space=space,
        own=Postings.of(rows[: len(targets)]),
        spans=Postings.of(rows[len(targets) : first_phrase]),
        span_words=_span_words(rows, space, len(targets), first_phrase, offset, phrase_target, phrase_span),
        span_target=np.repeat(np.arange(len(targets)), sizes),
        span_offset=offset,
        centroids=_centroids(rows, len(targets), first_phrase, ordered, codes),
        phrases=Postings.of(rows[first_phrase:first_topic]),
        phrase_texts=tuple(p.text for _, p in ordered),
        phrase_block=_blocks([p.language for _, p in ordered], codes),
        phrase_target=phrase_target,
        phrase_span=phrase_span,
        phrase_grid=_grid(ordered, len(targets), codes),
        traits=_traits(library, targets),
        counterparts=_counterparts(library, targets),
        target_languages=tuple(library.by_id[t.guide_id].metadata.language for t in targets),
        languages=tuple(codes),
        profile=profile,
        profile_length=length,
        topics=Postings.of(rows[first_topic:]),
        topic_texts=tuple(text for _, _, text in asked),
        topic_block=_blocks([code for _, code, _ in asked], codes),
        topic_of=np.array([n for n, _, _ in asked], dtype=np.int64),
        vocabulary=vocabulary(library, editorial),
        names=proper_names(library, editorial),
    )


def _span_words(
    rows: Any,
    space: Space,
    targets: int,
    first: int,
    offset: np.ndarray,
    phrase_target: np.ndarray,
    phrase_span: np.ndarray,
) -> Postings:
    from scipy import sparse

    terms = len(space.terms)
    spans = int(offset[-1])
    own = rows[targets : targets + spans, :terms] > 0
    answering = np.flatnonzero(phrase_span >= 0)
    belongs = sparse.csr_matrix(
        (np.ones(len(answering)), (offset[phrase_target[answering]] + phrase_span[answering], answering)),
        shape=(spans, len(phrase_span)),
    )
    asked = belongs @ (rows[first : first + len(phrase_span), :terms] > 0).astype(np.float64)
    words = (own.astype(np.float64) + asked).tocsr()
    words.data[:] = 1.0
    return Postings.of(words)


def _centroids(
    rows: Any, targets: int, first: int, ordered: list[tuple[int, Phrase]], languages: list[str]
) -> Postings:
    """One unit vector for each language and target: the normalised sum of its phrases, and half its own text."""
    from scipy import sparse
    from sklearn.preprocessing import normalize

    blocks = []
    for language in languages:
        mine = [(t, n) for n, (t, p) in enumerate(ordered) if p.language == language]
        belongs = sparse.csr_matrix(
            (np.ones(len(mine)), ([t for t, _ in mine], [n for _, n in mine])), shape=(targets, len(ordered))
        )
        blocks.append(normalize(normalize(belongs @ rows[first : first + len(ordered)]) + OWN_SHARE * rows[:targets]))
    return Postings.of(sparse.vstack(blocks))


_EXAMPLE = re.compile(r"\b(example|for instance|ejemplo|exemplo)\b", re.IGNORECASE)


def _gives_example(passage: Passage) -> bool:
    return bool(_EXAMPLE.search(passage.text) or any(_EXAMPLE.match(heading) for heading, _, _ in passage.columns))


def _counterparts(library: Library, targets: tuple[Target, ...]) -> np.ndarray:
    number = {t.id: n for n, t in enumerate(targets)}
    pairs = [
        (n, number[named])
        for n, t in enumerate(targets)
        if t.form is Form.PASSAGE and (named := library.passage_by_id[t.id].counterpart) in number
    ]
    return np.array(pairs, dtype=np.int64).reshape(-1, 2)


def _traits(library: Library, targets: tuple[Target, ...]) -> np.ndarray:
    passages = [library.passage_by_id[t.passages[0]] for t in targets]
    return np.array(
        [
            [t.form is not Form.PASSAGE for t in targets],
            [t.form is Form.PASSAGE and p.kind is Kind.FIGURE for t, p in zip(targets, passages, strict=True)],
            [p.section.apparatus for p in passages],
            [t.form is Form.PASSAGE and _gives_example(p) for t, p in zip(targets, passages, strict=True)],
        ],
        dtype=float,
    )


def _profiles(
    space: Space, rows: Any, targets: int, first: int, ordered: list[tuple[int, Phrase]], languages: list[str]
) -> tuple[Postings, np.ndarray]:
    """Query likelihood with Dirichlet smoothing (Zhai and Lafferty, "A study of smoothing methods", 2001).

    A target's profile counts in how many of its phrases a term stands, and OWN_COUNT times for its own text.  The
    log-likelihood of a question, relative to the whole collection's, is a sum over its words: a positive weight where
    the target has the word, ln(1 + count / (MU * p(word))), less ln(1 + size / MU) for every word, whether or not it
    has it.
    """
    from scipy import sparse

    terms = len(space.terms)
    said = (rows[:, :terms] > 0).astype(np.float64)
    belongs = sparse.csr_matrix(
        (np.ones(len(ordered)), ([t for t, _ in ordered], range(len(ordered)))), shape=(targets, len(ordered))
    )
    counts = (belongs @ said[first : first + len(ordered)] + OWN_COUNT * said[:targets]).tocsr()
    language_of = np.zeros(terms, dtype=np.int64)
    for term, column in space.terms.items():
        language_of[column] = languages.index(term.split(":", 1)[0]) if ":" in term else languages.index("en")
    length = np.zeros((len(languages), targets))
    probability = np.zeros(terms)
    total = np.asarray(counts.sum(axis=0)).ravel()
    for n in range(len(languages)):
        mine = language_of == n
        length[n] = np.log1p(np.asarray(counts[:, mine].sum(axis=1)).ravel() / MU)
        probability[mine] = total[mine] / max(total[mine].sum(), 1.0)
    counts.data = np.log1p(counts.data / (MU * probability[counts.indices]))
    return Postings.of(counts), length


def _own_text(library: Library, target: Target) -> str:
    guide = library.by_id[target.guide_id]
    passages: list[Passage] = [guide.by_id[p] for p in target.passages]
    if target.form is Form.PASSAGE:
        return indexed_text(passages[0])
    shown = "\n".join(guide.text[s:e] for s, e in target.spans)
    if target.form is Form.OUTLINE:
        return "\n".join([passages[0].section.path[-2], shown])
    group = guide.group_by_id[target.id]
    introduced = [guide.by_id[x].text for x in (group.caption, group.lead_in) if x]
    return "\n".join([*passages[0].section.path, *introduced, shown])


def _span_number(target: Target, phrase: Phrase) -> int:
    return target.spans.index(phrase.span) if phrase.span in target.spans else -1


def _blocks(languages: list[str], codes: list[str]) -> np.ndarray:
    """Shape (languages, 2): where the rows of each of *codes* begin and end in the sorted list *languages*."""
    return np.array(
        [[sum(x < code for x in languages), sum(x <= code for x in languages)] for code in codes], dtype=np.int64
    )


def _grid(ordered: list[tuple[int, Phrase]], targets: int, codes: list[str]) -> np.ndarray:
    rows: dict[tuple[str, int], list[int]] = defaultdict(list)
    for row, (target, phrase) in enumerate(ordered):
        rows[phrase.language, target].append(row)
    grid = np.full((len(codes), targets, max(map(len, rows.values()), default=1)), -1, dtype=np.int64)
    for (code, target), numbers in rows.items():
        grid[codes.index(code), target, : len(numbers)] = numbers
    return grid
