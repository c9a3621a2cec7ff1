"""Writes scores.json, the reference numbers of the metrics of scores, by scikit-learn and scipy.

    pip install scipy==1.17.1 scikit-learn==1.9.1
    python packages/core/test/golden/make-score-golden.py [folder of the shared data sets]
    npx biome format --write packages/core/test/golden

DeLong's variance and the area between ROC curves are in neither and are computed here from their
definitions, pair by pair and segment by segment. Of COMPAS only numbers are written, no rows; the
synthetic samples are written whole.
"""

import csv
import json
import pathlib
import sys

import numpy as np
import scipy
import sklearn
from scipy.spatial.distance import jensenshannon
from scipy.stats import ks_2samp, wasserstein_distance
from sklearn.calibration import calibration_curve
from sklearn.metrics import brier_score_loss, roc_auc_score, roc_curve

HERE = pathlib.Path(__file__).parent


def delong_error(y, s, w=None):
    """Standard error of the AUC from the matrix of all pairs."""
    w = np.ones(len(s)) if w is None else w
    up, down, wu, wd = s[y == 1], s[y == 0], w[y == 1], w[y == 0]
    kernel = (up[:, None] > down[None, :]) + 0.5 * (up[:, None] == down[None, :])
    v10, v01 = kernel @ wd / wd.sum(), wu @ kernel / wu.sum()
    auc = v10 @ wu / wu.sum()
    part = lambda v, u: (u**2 @ (v - auc) ** 2) / u.sum() ** 2 * len(v) / (len(v) - 1)
    return float(np.sqrt(part(v10, wu) + part(v01, wd)))


def abroca(first, second):
    """Area between two ROC curves: each segment of the common grid cut at the crossing."""
    one, two = (roc_curve(y, s, drop_intermediate=False)[:2] for y, s in (first, second))
    grid = np.unique(np.concatenate([one[0], two[0]]))
    area = 0.0
    for a, b in zip(grid[:-1], grid[1:]):
        inner = [a + (b - a) * t for t in (0.25, 0.75)]
        quarter = [np.interp(x, *one) - np.interp(x, *two) for x in inner]
        slope = (quarter[1] - quarter[0]) / 0.5
        start, end = quarter[0] - 0.25 * slope, quarter[1] + 0.25 * slope
        if start * end < 0:
            cut = start / (start - end)
            area += (b - a) * (abs(start) * cut + abs(end) * (1 - cut)) / 2
        else:
            area += (b - a) * abs(start + end) / 2
    return float(area)


def ece(y, s):
    edges = np.linspace(0, 1, 11)
    at = np.searchsorted(edges[1:-1], s)
    return float(sum(abs((s[at == b] - y[at == b]).sum()) for b in range(10)) / len(s))


def one(y, s, probability):
    found = {
        "mean_score": float(s.mean()),
        "roc_auc": float(roc_auc_score(y, s)),
        "delong": delong_error(y, s),
    }
    if probability:
        observed, foretold = calibration_curve(y, s, n_bins=10)
        found |= {
            "brier_score": float(brier_score_loss(y, s)),
            "calibration_gap": float(s.mean() - y.mean()),
            "expected_calibration_error": ece(y, s),
            "reliability": [list(map(float, pair)) for pair in zip(foretold, observed)],
        }
    return found


def two(first, second):
    (y1, s1), (y2, s2) = first, second
    cross = lambda up, down: float(roc_auc_score(np.r_[np.ones(len(up)), np.zeros(len(down))], np.r_[up, down]))
    low, high = min(s1.min(), s2.min()), max(s1.max(), s2.max())
    counts = [np.histogram(s, bins=20, range=(low, high))[0] for s in (s1, s2)]
    return {
        "ks": float(ks_2samp(s1, s2).statistic),
        "wasserstein": float(wasserstein_distance(s1, s2)),
        "js": float(jensenshannon(*counts, base=2)),
        "first": cross(s1[y1 == 1], s2[y2 == 0]),
        "second": cross(s2[y2 == 1], s1[y1 == 0]),
        "abroca": abroca(first, second),
    }


def sample(n, shift, decimals, seed):
    random = np.random.default_rng(seed)
    s = np.round(random.beta(2, 3, n), decimals)
    y = (random.random(n) < np.clip(s + shift, 0, 1)).astype(int)
    return y, s, np.round(random.gamma(2, 1, n), 2) + 0.01


def synthetic():
    pairs = []
    for n1, n2, decimals in [(40, 25, 1), (60, 200, 2), (30, 30, 12)]:
        a, b = sample(n1, 0.1, decimals, n1), sample(n2, -0.05, decimals, n2 + 1000)
        sides = []
        for y, s, w in (a, b):
            weighted = {
                "roc_auc": float(roc_auc_score(y, s, sample_weight=w)),
                "delong": delong_error(y, s, w),
                "brier_score": float(brier_score_loss(y, s, sample_weight=w)),
                "mean_score": float(np.average(s, weights=w)),
            }
            sides.append({
                "labels": y.tolist(), "scores": s.tolist(), "weights": w.tolist(),
                "values": one(y, s, True), "weighted": weighted,
            })
        made = two(a[:2], b[:2])
        made["wassersteinWeighted"] = float(wasserstein_distance(a[1], b[1], a[2], b[2]))
        pairs.append({"sides": sides, "values": made})
    return pairs


def compas(folder):
    with open(folder / "compas" / "compas-two-years-deidentified.csv") as file:
        rows = list(csv.DictReader(file))
    race = np.array([r["race"] for r in rows])
    y = np.array([int(r["two_year_recid"]) for r in rows])
    s = np.array([float(r["decile_score"]) for r in rows])
    of = {name: (y[race == name], s[race == name]) for name in sorted(set(race))}
    return {
        "cohorts": {name: one(*both, False) for name, both in of.items()},
        "African-American against Caucasian": two(of["African-American"], of["Caucasian"]),
    }


folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/datasets")
made_by = f"scikit-learn {sklearn.__version__}, scipy {scipy.__version__}"
values = {"madeBy": made_by, "synthetic": synthetic(), "compas": compas(folder)}
(HERE / "scores.json").write_text(json.dumps(values, indent=1, ensure_ascii=False) + "\n")
