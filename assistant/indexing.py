"""Indexing: a library and what its editors maintain become a guide index."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np

from assistant.analysis import Analyzer, words
from assistant.editorial import Editorial, proper_names, vocabulary
from assistant.guide import Guide, Kind, Passage
from assistant.guide_index import GuideIndex
from assistant.index import Postings, indexed_text
from assistant.library import Library
from assistant.matching import Space, build_space
from assistant.numbered_places import places_of
from assistant.phrases import Phrase
from assistant.targets import Form, Target, targets_of

MU = 60.0
"""How many words the whole collection weighs beside a target's own when its profile is smoothed."""
OWN_SHARE = 0.5
"""Weight of the target's own text in its centroid."""
OWN_COUNT = 2.0
"""The target's own text counts as much as this many phrases."""


def build_index(library: Library, editorial: Editorial) -> GuideIndex:
    """Indexes every guide of *library* with what its editors maintain."""
    analyzers = {code: Analyzer(language) for code, language in library.languages.items()}
    codes = sorted(analyzers)
    targets = tuple(t for guide in library.guides for t in targets_of(guide))
    asked = _asked(targets, editorial, codes)
    topics = [
        [(n, text) for n, topic in enumerate(editorial.topics) for text in topic.phrases.get(code, ())]
        for code in codes
    ]

    split = cache(words)  # the vocabulary asks for the words of the same texts
    said: list[tuple[Sequence[str], Analyzer]] = []
    for target in targets:
        said.append((words(_own_text(library, target)), analyzers[library.by_id[target.guide_id].metadata.language]))
    for target in targets:
        guide = library.by_id[target.guide_id]
        said += [(words(guide.text[s:e]), analyzers[guide.metadata.language]) for s, e in target.spans]
    phrased = [(split(p.text), analyzers[code]) for code, found in zip(codes, asked, strict=True) for _, p in found]
    elsewhere = [
        (split(text), analyzers[code]) for code, found in zip(codes, topics, strict=True) for _, text in found
    ]
    space, rows = build_space([*said, *phrased, *elsewhere])
    own, spans, of_phrases, of_topics = _cut(rows, [len(targets), len(said) - len(targets), len(phrased)])

    offset = np.concatenate([[0], np.cumsum([len(t.spans) for t in targets])]).astype(np.int64)
    in_order = [pair for found in asked for pair in found]
    phrase_rows = _cut(of_phrases, [len(found) for found in asked[:-1]])
    centroids = [
        _centroids(own, mine, [t for t, _ in found]) for mine, found in zip(phrase_rows, asked, strict=True)
    ]
    topic_rows = _cut(of_topics, [len(found) for found in topics[:-1]])
    profile, length = _profiles(space, own, of_phrases, [t for t, _ in in_order], codes)
    ground, bounds = _ground(
        [[own, spans, c, p, t] for c, p, t in zip(centroids, phrase_rows, topic_rows, strict=True)]
    )
    answering = [np.array([_span_number(targets[t], p) for t, p in found], dtype=np.int64) for found in asked]
    return GuideIndex(
        targets=targets,
        space=space,
        ground=ground,
        bounds=bounds,
        span_words=_span_words(space, spans, of_phrases, offset, in_order, np.concatenate(answering)),
        span_offset=offset,
        span_reasons=_reasons(library, targets),
        phrase_texts=tuple(tuple(p.text for _, p in found) for found in asked),
        phrase_span=tuple(answering),
        phrase_grid=_grid(asked, len(targets)),
        places=places_of(library, targets),
        traits=_traits(library, targets),
        counterparts=_counterparts(library, targets),
        target_languages=tuple(library.by_id[t.guide_id].metadata.language for t in targets),
        languages=tuple(codes),
        profile=profile,
        profile_length=length,
        topic_of=tuple(np.array([n for n, _ in found], dtype=np.int64) for found in topics),
        vocabulary=vocabulary(library, editorial, split),
        names=proper_names(library, editorial),
    )


Asked = list[tuple[int, Phrase]]
"""Phrases of one language, each with the number of its target, in the order of the targets."""


def _asked(targets: tuple[Target, ...], editorial: Editorial, codes: list[str]) -> list[Asked]:
    """For each language the phrases that have a target."""
    number = {t.id: i for i, t in enumerate(targets)}
    found: dict[str, Asked] = {code: [] for code in codes}
    for phrase in editorial.phrases:
        if phrase.target in number and phrase.language in found:
            found[phrase.language].append((number[phrase.target], phrase))
    return [sorted(found[code], key=lambda pair: pair[0]) for code in codes]


def _cut(rows: Any, sizes: list[int]) -> list[Any]:
    """The matrix *rows* cut into one of each of *sizes* and the rest."""
    edges = [0, *np.cumsum(sizes).tolist(), rows.shape[0]]
    return [rows[begin:end] for begin, end in pairwise(edges)]


def _ground(parts: list[list[Any]]) -> tuple[tuple[Postings, ...], np.ndarray]:
    """The matrices in *parts*, for each language one above the other, and where in it each begins."""
    from scipy import sparse

    bounds = [np.concatenate([[0], np.cumsum([part.shape[0] for part in mine])]) for mine in parts]
    return tuple(Postings.of(sparse.vstack(mine)) for mine in parts), np.array(bounds, dtype=np.int64)


def _belongs(members: Sequence[int], groups: int) -> Any:
    """The matrix of shape (groups, members) that adds up the rows of the members of each group."""
    from scipy import sparse

    count = len(members)
    return sparse.csr_matrix((np.ones(count), (members, np.arange(count))), shape=(groups, count))


def _span_words(
    space: Space, spans: Any, phrases: Any, offset: np.ndarray, asked: Asked, answering: np.ndarray
) -> Postings:
    terms = len(space.terms)
    of_span = np.flatnonzero(answering >= 0)
    target = np.array([t for t, _ in asked], dtype=np.int64)
    belongs = _belongs(offset[target[of_span]] + answering[of_span], spans.shape[0])
    said = (spans[:, :terms] > 0).astype(np.float64) + belongs @ (phrases[of_span, :terms] > 0).astype(np.float64)
    words = said.tocsr()
    words.data[:] = 1.0
    return Postings.of(words)


def _centroids(own: Any, phrases: Any, targets: list[int]) -> Any:
    """One unit vector for each target: the normalised sum of its *phrases*, and half its own text."""
    from sklearn.preprocessing import normalize

    return normalize(normalize(_belongs(targets, own.shape[0]) @ phrases) + OWN_SHARE * own)


_EXAMPLE = re.compile(r"\b(example|for instance|ejemplo|exemplo)\b", re.IGNORECASE)


def _gives_example(passage: Passage) -> bool:
    return bool(_EXAMPLE.search(passage.text) or any(_EXAMPLE.match(heading) for heading, _, _ in passage.columns))


_NUMBER = re.compile(r"(?<![\w-])\d")


def _gives_number(text: str, target: Target) -> bool:
    """Whether the target has a figure; the digits of a code ("RG-T3994") are none."""
    return any(_NUMBER.search(text, s, e) for s, e in target.spans)


def _gives_citation(guide: Guide, passage: Passage) -> bool:
    """Whether the passage holds the citation that the guide's metadata gives."""
    said = " ".join(passage.text.split())
    return bool(guide.metadata.citation) and " ".join(guide.metadata.citation.split()) in said


def _reasons(library: Library, targets: tuple[Target, ...]) -> np.ndarray:
    found = []
    for target in targets:
        guide = library.by_id[target.guide_id]
        marks = library.languages[guide.metadata.language].gives_reason
        found += [marks is not None and marks.search(guide.text, s, e) is not None for s, e in target.spans]
    return np.array(found, dtype=float)


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
    return np.array(  # in the order of Trait
        [
            [t.form is not Form.PASSAGE for t in targets],
            [t.form is Form.PASSAGE and p.kind is Kind.FIGURE for t, p in zip(targets, passages, strict=True)],
            [p.section.apparatus for p in passages],
            [t.form is Form.PASSAGE and _gives_example(p) for t, p in zip(targets, passages, strict=True)],
            [_gives_number(library.by_id[t.guide_id].text, t) for t in targets],
            [_gives_citation(library.by_id[t.guide_id], p) for t, p in zip(targets, passages, strict=True)],
        ],
        dtype=float,
    )


def _profiles(
    space: Space, own: Any, phrases: Any, asked: list[int], languages: list[str]
) -> tuple[Postings, np.ndarray]:
    """Query likelihood with Dirichlet smoothing (Zhai and Lafferty, "A study of smoothing methods", 2001).

    A target's profile counts in how many of its phrases a term stands, and OWN_COUNT times for its own text.  The
    log-likelihood of a question, relative to the whole collection's, is a sum over its words: a positive weight where
    the target has the word, ln(1 + count / (MU * p(word))), less ln(1 + size / MU) for every word, whether or not it
    has it.
    """
    terms = len(space.terms)
    targets = own.shape[0]
    counts = (
        _belongs(asked, targets) @ (phrases[:, :terms] > 0).astype(np.float64)
        + OWN_COUNT * (own[:, :terms] > 0).astype(np.float64)
    ).tocsr()
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


def _grid(asked: list[Asked], targets: int) -> np.ndarray:
    counts = [np.bincount([t for t, _ in found], minlength=targets) for found in asked]
    grid = np.full((len(asked), targets, max(int(c.max(initial=0)) for c in counts)), -1, dtype=np.int64)
    for language, count in enumerate(counts):
        firsts = np.cumsum(count) - count
        for target in np.flatnonzero(count):
            grid[language, target, : count[target]] = firsts[target] + np.arange(count[target])
    return grid
