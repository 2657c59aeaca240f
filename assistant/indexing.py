"""Indexing: a library and what its editors maintain become a guide index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from assistant.analysis import Analyzer
from assistant.editorial import Editorial
from assistant.guide import Passage
from assistant.guide_index import GuideIndex
from assistant.index import Postings, indexed_text
from assistant.lexicon import proper_names, vocabulary
from assistant.library import Library
from assistant.matching import Space
from assistant.numbered_places import places_of
from assistant.phrases import Phrase
from assistant.space_building import build_space
from assistant.splitting import Splitter, Tokens
from assistant.target_traits import counterparts_of, reasons_of, traits_of
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

    split = Splitter()
    said = split([_own_text(library, target) for target in targets])
    shown = split([library.by_id[t.guide_id].text[s:e] for t in targets for s, e in t.spans])
    phrased = [split([p.text for _, p in found]) for found in asked]
    elsewhere = [split([text for _, text in found]) for found in topics]
    of_target = [analyzers[library.by_id[t.guide_id].metadata.language] for t in targets]
    analyses = [*of_target, *(analyse for t, analyse in zip(targets, of_target, strict=True) for _ in t.spans)]
    for parts in (phrased, elsewhere):
        for code, part in zip(codes, parts, strict=True):
            analyses += [analyzers[code]] * len(part)
    space, rows = build_space(split, Tokens.join([said, shown, *phrased, *elsewhere]), analyses)
    own, spans, of_phrases, of_topics = _cut(rows, [len(said), len(shown), sum(map(len, phrased))])

    offset = np.concatenate([[0], np.cumsum([len(t.spans) for t in targets])]).astype(np.int64)
    in_order = [pair for found in asked for pair in found]
    phrase_rows = _cut(of_phrases, [len(found) for found in asked[:-1]])
    centroids = [_centroids(own, mine, [t for t, _ in found]) for mine, found in zip(phrase_rows, asked, strict=True)]
    topic_rows = _cut(of_topics, [len(found) for found in topics[:-1]])
    profile, length = _profiles(space, own, of_phrases, [t for t, _ in in_order], codes)
    ground, bounds = _ground(
        [[own, spans, c, p, t] for c, p, t in zip(centroids, phrase_rows, topic_rows, strict=True)]
    )
    answering = [np.array([_span_number(targets[t], p) for t, p in found], dtype=np.int64) for found in asked]
    of_code = {code: (phrased[n], elsewhere[n]) for n, code in enumerate(codes)}
    prose = split([p.text for p in library.passages if p.answers])
    return GuideIndex(
        targets=targets,
        space=space,
        ground=ground,
        bounds=bounds,
        span_words=_span_words(space, spans, of_phrases, offset, in_order, np.concatenate(answering)),
        span_offset=offset,
        span_reasons=reasons_of(library, targets),
        phrase_texts=tuple(tuple(p.text for _, p in found) for found in asked),
        phrase_span=tuple(answering),
        phrase_grid=_grid(asked, len(targets)),
        places=places_of(library, targets),
        traits=traits_of(library, targets),
        counterparts=counterparts_of(library, targets),
        target_languages=tuple(library.by_id[t.guide_id].metadata.language for t in targets),
        languages=tuple(codes),
        profile=profile,
        profile_length=length,
        topic_of=tuple(np.array([n for n, _ in found], dtype=np.int64) for found in topics),
        vocabulary=_vocabulary(library, editorial, split, of_code),
        names=proper_names(split, Tokens.join([prose, *phrased, *elsewhere])),
    )


def _vocabulary(
    library: Library, editorial: Editorial, split: Splitter, asked: Mapping[str, Sequence[Tokens]]
) -> dict[str, dict[str, int]]:
    """The words of the guides, of the thesaurus and of what is asked, by language; *asked* are phrases and topics."""
    said: dict[str, list[str]] = {code: [] for code in asked}
    for guide in library.guides:
        said.setdefault(guide.metadata.language, []).append(guide.text)
    for term in editorial.thesaurus.terms:
        for text, code, kind in term.labels():
            if kind != "hidden":  # misspellings are no vocabulary
                said.setdefault(code, []).append(text)
    return vocabulary(split, {code: [*asked[code], split(said[code])] for code in asked})


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
    single = [[part.astype(np.float32, copy=False) for part in mine] for mine in parts]  # as it is kept: half to move
    return tuple(Postings.of(sparse.vstack(mine)) for mine in single), np.array(bounds, dtype=np.int64)


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
