"""Questions of careful readers -> ``rag/retrieval/forms.json``: which words tell what kind of answer is wanted.

    python -m benchmarks.fitting.fit_forms

Printed is how often the form is read right, report by report left out in five parts. Unanswerable questions take no
part: their form was not noted.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.learning.fit import softmax
from rag.retrieval import forms
from rag.retrieval.forms import form_features

QUESTIONS = Path(__file__).parents[1] / "questions" / "readers.jsonl"
FOLDS = 5
RARE = 4
"""Features of fewer questions are left out."""
PENALTY = 1.0
SMALL = 0.12
"""Features none of whose coefficients is larger are left out of the file."""


def main() -> None:
    rows = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if row["form"] != "absent"]
    found = [form_features(row["question"]) for row in rows]
    counts = Counter(feature for features in found for feature in features)
    names = sorted(feature for feature, count in counts.items() if count >= RARE)
    kinds = sorted({row["form"] for row in rows})
    x, y = _matrix(found, names), np.array([kinds.index(row["form"]) for row in rows])
    reports = sorted({row["report"] for row in rows})
    parts = np.array([reports.index(row["report"]) % FOLDS for row in rows])
    told = np.zeros(len(y), int)
    for part in range(FOLDS):
        weights = softmax(x[parts != part], y[parts != part], len(kinds), PENALTY)
        told[parts == part] = (x[parts == part] @ weights[1:] + weights[0]).argmax(1)
    print(f"{len(y)} questions, read right {np.mean(told == y):.3f}")  # noqa: T201
    for place, kind in enumerate(kinds):
        print(f"{kind:12} {np.mean(told[y == place] == place):.2f} of {np.sum(y == place)}")  # noqa: T201
    _save(softmax(x, y, len(kinds), PENALTY), names, kinds)


def _matrix(found: list[set[str]], names: list[str]) -> NDArray[np.float32]:
    column = {name: place for place, name in enumerate(names)}
    x = np.zeros((len(found), len(names)), np.float32)
    for row, features in enumerate(found):
        x[row, [column[feature] for feature in features if feature in column]] = 1.0
    return x


def _save(weights: NDArray[np.float64], names: list[str], kinds: list[str]) -> None:
    kept = {
        name: [round(float(weight), 2) for weight in row]
        for name, row in zip(names, weights[1:], strict=True)
        if np.abs(row).max() > SMALL
    }
    data = {"forms": kinds, "intercepts": [round(float(w), 3) for w in weights[0]], "weights": kept}
    path = Path(forms.__file__).with_name("forms.json")
    path.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


if __name__ == "__main__":
    main()
