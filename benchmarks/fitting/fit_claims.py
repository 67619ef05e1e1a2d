"""Claims of readers -> ``rag/verification/calibration.json``: which words tell little, how features weigh; and
``rag/retrieval/calibration.json``: how near a claim usually is to what says it.

    python -m benchmarks.fitting.fit_claims FOLDER --work FOLDER

FOLDER holds the reports that ``claims_readers_fit.jsonl`` names. Neither the seed report nor the reports of
``claims_readers_judge.jsonl`` take part, nor questions or claims about them.

Which figure a claim speaks of is not written in the file. It is taken to be, in the sentences that the claim rests on,
the one with the same value for a claim that is true but for its year or progress; for an altered one the one with most
of its words. A figure of the same value that a part is told of is another one. What is absent has none.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import fields, replace
from pathlib import Path
from typing import Annotated, NamedTuple

import numpy as np
import typer

from benchmarks.evaluation.claims import FILES, QUESTIONS, ClaimCase, claims_corpus, load_claims
from benchmarks.fitting.claim_nearness import above, measure_typical
from benchmarks.fitting.fitted_coefficients import name_of, set_of
from benchmarks.fitting.fitted_coefficients import save as save_coefficients
from benchmarks.learning.fit import Floats, logistic
from rag.corpus.service import CorpusService
from rag.engine import Answerer
from rag.index.embeddings import model_fingerprint
from rag.learned.logistic import Logistic
from rag.retrieval import calibration as retrieval_calibration
from rag.retrieval.calibration import pack_grams
from rag.retrieval.scopes.finding import find_scope
from rag.settings import EmbeddingSettings
from rag.text.plain import grams
from rag.types import Question
from rag.verification import calibration
from rag.verification.calibration import Calibration, load_calibration
from rag.verification.claim_splitting import find_claims
from rag.verification.derived.comparison_verification import is_comparison
from rag.verification.matching import clauses, sayings
from rag.verification.matching.clauses import Event, find_events
from rag.verification.matching.figures import FigureFeatures, Match, match
from rag.verification.matching.words import Near
from rag.verification.reading import Claimed, read_claim
from rag.verification.search import Embed, Haul, Searchable, search
from rag.verification.values.rounding import Relation
from rag.verification.verdicts import events
from rag.verification.verdicts.best import candidates

FIT, JUDGE = FILES[2:4]
LEAST_SAID = 5
"""Texts that hold a pair of characters; rarer ones are left out of the file."""
_TRUE_BUT_FOR = frozenset({"true", "reworded", "roughly", "year", "planned"})
_ALTERED = frozenset({"figure", "unit", "direction"})
_ABSENT = frozenset({"absent", "other_matter"})
_EVENTS = frozenset({"true", "reworded", "contradiction", "planned", "name", "absent", "year"})
_SAID = frozenset({"agrees", "roughly"})
_OF_VECTORS = ("near", "behind", "near_whole", "near_known", "nearest")
_PENALTY = {"figures": 0.3, "events": 0.1, "sayings": 3.0, "tellings": 3.0}
_FEATURES = {
    "figures": FigureFeatures._fields,
    "events": clauses.EventFeatures._fields,
    "sayings": sayings.SayingFeatures._fields,
    "tellings": clauses.Telling._fields,
}
_LEAST = -6.0
"""Log-odds of being the figure a claim speaks of, below which nothing is decided."""


class Read(NamedTuple):
    """A claim with what was found for it."""

    case: ClaimCase
    claimed: Claimed
    haul: Haul


class Example(NamedTuple):
    """A figure or a clause found for a claim."""

    report: str
    features: tuple[float, ...]
    is_it: bool
    """It is the one that the claim speaks of."""


def main(
    reports: Annotated[Path, typer.Argument(help="Folder of the reports that the claims are on.")],
    work: Annotated[Path, typer.Option(help="Where their indexes are kept between runs.")],
) -> None:
    cases, model = load_claims(FIT), name_of(model_fingerprint(EmbeddingSettings()))
    texts, said = count_said()
    forget(texts, said)
    set_of(model, typical=0.0)
    read = [
        one for name in dict.fromkeys(case.report for case in cases) for one in _read_report(name, reports, work, cases)
    ]
    typical = measure_typical(one.haul for one in read if one.case.verdicts & _SAID)
    set_of(model, typical=typical)
    save(texts, said, fit([one._replace(haul=above(one.haul, typical)) for one in read]))
    save_coefficients(Path(retrieval_calibration.__file__).with_name("calibration.json"))


def count_said() -> tuple[int, dict[str, int]]:
    """How many questions and claims of readers hold each pair of characters; none on reports that are judged."""
    judged = {case.report for case in load_claims(JUDGE)}
    rows = [json.loads(line) for line in (QUESTIONS / "readers.jsonl").read_text(encoding="utf-8").splitlines()]
    texts = [row["question"] for row in rows if row["report"] not in judged]
    texts += [case.text for case in load_claims(FIT)]
    counts = Counter(gram for text in texts for gram in grams(text) if len(gram) > 1)
    return len(texts), {gram: count for gram, count in counts.items() if count >= LEAST_SAID}


def forget(texts: int, said: dict[str, int]) -> None:
    """All coefficients are zero, as many as there are features now."""
    sizes = {name: len(fields) for name, fields in _FEATURES.items()}
    zeros = {name: Logistic(0.0, (0.0,) * size) for name, size in sizes.items()}
    use(Calibration(texts, said, zeros | {f"{name}_by_words": model for name, model in zeros.items()}))


def use(learned: Calibration) -> None:
    """In the place of what is in the file, in the one calibration that the program reads."""
    for field in fields(learned):
        object.__setattr__(load_calibration(), field.name, getattr(learned, field.name))


def read_case(case: ClaimCase, served: Searchable, embeddings: Embed) -> Read | None:
    """The last claim of a text, which stands by itself; None where nothing is claimed."""
    claims = find_claims(case.text)
    if len(claims) != 1:
        return None
    scope = find_scope(Question(claims[0].text, report=case.report), served.version)
    claimed = read_claim(claims[0].text, served.version.reports[scope.reports[0]], scope.places)
    return Read(case, claimed, search(claimed, scope.reports, served, embeddings))


def fit(read: Sequence[Read]) -> dict[str, Logistic]:
    """Figures and events first; what says a claim is learned from how likely each figure is then."""
    found = {"figures": list(_figure_examples(read)), "events": list(_event_examples(read))}
    models = {name: _fitted(found[name], _PENALTY[name]) for name in found}
    blind = {f"{name}_by_words": _fitted(_blinded(found[name], _FEATURES[name]), _PENALTY[name]) for name in found}
    use(replace(load_calibration(), models={**load_calibration().models, **models, **blind}))
    models["sayings"] = _fitted(list(_saying_examples(read)), _PENALTY["sayings"])
    models["tellings"] = _fitted(list(_telling_examples(read)), _PENALTY["tellings"])
    unseen = [*map(_without_vectors, read)]
    blind["sayings_by_words"] = _fitted(list(_saying_examples(unseen)), _PENALTY["sayings"])
    blind["tellings_by_words"] = _fitted(list(_telling_examples(unseen)), _PENALTY["tellings"])
    return models | blind


def save(texts: int, said: dict[str, int], models: dict[str, Logistic]) -> None:
    rounded = {
        name: {"intercept": round(model.intercept, 4), "weights": [round(weight, 4) for weight in model.weights]}
        for name, model in models.items()
    }
    data = {"texts": texts, "said": pack_grams(said), "models": rounded}
    path = Path(calibration.__file__).with_name("calibration.json")
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def _read_report(name: str | None, reports: Path, work: Path, cases: Iterable[ClaimCase]) -> Iterator[Read]:
    with closing(CorpusService(claims_corpus(next(reports.glob(f"{name}.*")), work))) as corpus:
        corpus.open()
        answerer = Answerer(corpus)
        for case in cases:
            if case.report == name and (read := read_case(case, corpus.current, answerer.corpus.embeddings)):
                yield read


def _figure_examples(read: Iterable[Read]) -> Iterator[Example]:
    for case, claimed, haul in read:
        for stated in claimed.figures:
            matches = match(stated, haul.words, haul.found)
            if case.type == "part":
                alike = [one for one in matches if one.compared.relation is Relation.SAME]
                yield from (Example(case.report or "", one.features, is_it=False) for one in alike)
            elif (meant := _meant(case, claimed, matches, haul)) is not None:
                yield from (Example(case.report or "", one.features, one in meant) for one in matches)


def _meant(case: ClaimCase, claimed: Claimed, matches: Sequence[Match], haul: Haul) -> list[Match] | None:
    """None where nothing tells."""
    if case.type in _ABSENT:
        return []
    quoted = _quoted(case, haul)
    among = [one for one in matches if one.sentence in quoted]
    if case.type in _TRUE_BUT_FOR:
        return [one for one in among if one.compared.relation in (Relation.SAME, Relation.ROUGH)] or None
    if case.type not in _ALTERED or not among:
        return None
    most = max(_worded(one, claimed) for one in among)
    return [one for one in among if _worded(one, claimed) == most]


def _saying_examples(read: Iterable[Read]) -> Iterator[Example]:
    """For each figure of a claim the likeliest with its value: does it say the claim. Of an altered claim with several
    figures it is not written which of them was altered."""
    for case, claimed, haul in read:
        true = bool(case.verdicts & _SAID)
        if case.type == "derived" or (not true and (len(claimed.figures) > 1 or is_comparison(claimed))):
            continue
        quoted = _quoted(case, haul)
        for stated in claimed.figures:
            matches = match(stated, haul.words, haul.found)
            alike, rival = candidates(claimed, stated, matches, haul.found)
            among = [one for one in alike if true and one.sentence in quoted] or alike
            if among and among[0].logit > _LEAST:
                yield Example(case.report or "", sayings.features_of(stated, among[0], rival), true)


def _telling_examples(read: Iterable[Read]) -> Iterator[Example]:
    """The likeliest clause that contradicts nothing: does it say the claim. Of a true claim also the likeliest of a
    sentence that it does not rest on, which does not."""
    for case, claimed, haul in read:
        if claimed.figures or case.type == "derived":
            continue
        true, quoted = bool(case.verdicts & _SAID), _quoted(case, haul)
        found = find_events(haul.found, haul.subject)
        fitting = [one for one in found if events.find_aspect(claimed, one, haul.found[one.sentence][0]) is None]
        its = next((one for one in fitting if one.sentence in quoted), None) if true else None
        other = next((one for one in fitting if not true or one.sentence not in quoted), None)
        for one in (its, other):
            if one:
                features = clauses.telling_of(claimed, one, found, haul.found)
                yield Example(case.report or "", features, one is its)


def _without_vectors(read: Read) -> Read:
    found = tuple((told, Near((), 0.0, 0.0)) for told, _ in read.haul.found)
    return read._replace(haul=replace(read.haul, found=found))


def _worded(one: Match, claimed: Claimed) -> float:
    """How much of the claim's words, its unit and its year a figure has."""
    features = one.features
    words = features.own + features.clause + features.sentence + 0.5 * features.told
    year = not claimed.years or one.slot.year is None or one.slot.year in claimed.years
    return words + 2 * year + 0.3 * features.unit + 0.6 * (one.compared.direction or one.compared.unit)


def _event_examples(read: Iterable[Read]) -> Iterator[Example]:
    for case, claimed, haul in read:
        quoted = _quoted(case, haul)
        if claimed.figures or case.type not in _EVENTS or (case.type != "absent" and not quoted):
            continue
        found = find_events(haul.found, haul.subject)
        best = {max((one for one in found if one.sentence == at), key=_told) for at in quoted}
        yield from (Example(case.report or "", one.features, one in best) for one in found)


def _told(one: Event) -> float:
    return one.features.clause + one.features.known_clause + 0.1 * one.features.near


def _quoted(case: ClaimCase, haul: Haul) -> set[int]:
    return {at for at, (told, _) in enumerate(haul.found) if any(quote in told.text for quote in case.quotes)}


def _blinded(examples: Iterable[Example], names: Sequence[str]) -> list[Example]:
    """Without what vectors tell."""
    keep = [name not in _OF_VECTORS for name in names]
    return [
        one._replace(features=tuple(value * kept for value, kept in zip(one.features, keep, strict=True)))
        for one in examples
    ]


def _fitted(examples: Sequence[Example], penalty: float) -> Logistic:
    x: Floats = np.array([one.features for one in examples], float)
    return logistic(x, np.array([one.is_it for one in examples], float), penalty)


if __name__ == "__main__":
    typer.run(main)
