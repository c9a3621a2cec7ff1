"""Writes the reference numbers of the core tests, computed by independent implementations.

    pip install scipy==1.17.1 statsmodels==0.15.0 fairlearn==0.15.0
    python packages/core/test/golden/make-golden.py [folder of the shared data sets]
    npx biome format --write packages/core/test/golden

Without the data sets, fairlearn.json is left as it is. Only numbers are written, no rows.
"""

import csv
import gzip
import json
import math
import pathlib
import sys
import warnings

import fairlearn
import numpy as np
import scipy
import statsmodels
from fairlearn import metrics as fl
from scipy import stats
from sklearn.metrics import accuracy_score, precision_score
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

HERE = pathlib.Path(__file__).parent


def write(name, made_by, values):
    text = json.dumps({"madeBy": made_by, **values}, indent=1, ensure_ascii=False)
    (HERE / name).write_text(text + "\n")


# --- the normal distribution -------------------------------------------------------------------

PROBABILITIES = [
    1e-300, 1e-100, 1e-30, 1e-16, 1e-12, 1e-8, 1e-6, 1e-4, 0.001, 0.005, 0.01, 0.025, 0.05, 0.0749,
    0.075, 0.0751, 0.1, 0.2, 0.3, 0.45, 0.5, 0.55, 0.7, 0.8, 0.9, 0.925, 0.95, 0.975, 0.99, 0.995,
    0.999, 0.99999, 0.99999999,
]
DEVIATES = [
    -38, -20, -8, -6, -3.5, -3, -2.999, -1.959963984540054, -1, -0.5, -1e-9, 0, 1e-12, 0.1, 0.5, 1,
    1.6448536269514722, 1.959963984540054, 2.5, 2.999999, 3, 3.000001, 3.5, 4, 5, 6, 8, 10, 15, 20,
    30, 37,
]
write("normal.json", f"scipy {scipy.__version__}", {
    "quantile": [[p, float(stats.norm.ppf(p))] for p in PROBABILITIES],
    "tail": [[z, float(stats.norm.sf(z))] for z in DEVIATES],
})

# --- intervals ---------------------------------------------------------------------------------

SINGLE = [
    (0, 1), (1, 1), (0, 20), (20, 20), (1, 20), (7, 20), (10, 20), (81, 263), (15, 148), (1, 29),
    (0, 5000), (5000, 5000), (2500, 5000), (333, 1_000_000), (123_456_789, 1_000_000_000),
]
PAIRS = [
    (1, 2, 1, 3), (7, 34, 1, 34), (36, 40, 16, 80), (189, 11034, 104, 11037), (56, 70, 48, 80),
    (10, 50, 20, 50), (45, 50, 40, 50), (3, 200, 5, 40), (19, 20, 20, 20), (20, 20, 19, 20),
    (199, 200, 50, 1000), (1179, 10771, 6662, 21790), (250_000_000, 1_000_000_000, 26, 100),
]
ZEROS = [(0, 10, 0, 20), (0, 10, 0, 10), (10, 10, 0, 20), (10, 10, 0, 10), (0, 20, 5, 20), (5, 56, 0, 29)]
CONFIDENCES = [0.8, 0.95, 0.99, 0.9999]


def number(x):
    """A number that JSON can hold; statsmodels returns complex ones, exact only where they are real."""
    x = complex(x)
    assert abs(x.imag) < 1e-12 and math.isfinite(x.real)
    return x.real


def bounds(pair, **how):
    return [number(x) for x in confint_proportions_2indep(*pair, **how)]


with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    write("intervals.json", f"statsmodels {statsmodels.__version__}", {
        "wilson": [
            [x, n, c, *map(float, proportion_confint(x, n, 1 - c, "wilson"))]
            for x, n in SINGLE for c in CONFIDENCES
        ],
        "newcombe": [
            [*pair, c, *bounds(pair, compare="diff", method="newcomb", alpha=1 - c)]
            for pair in PAIRS + ZEROS for c in CONFIDENCES
        ],
        "koopman": [
            [*pair, c, *bounds(pair, compare="ratio", method="score", correction=False, alpha=1 - c)]
            # statsmodels loses half its digits where a proportion is 1, and all of them with counts of 1e9
            for pair in PAIRS[:-1] if pair[0] < pair[1] and pair[2] < pair[3] for c in CONFIDENCES
        ],
    })

# --- fairlearn ---------------------------------------------------------------------------------

Y = [0, 1, 1, 1, 1, 0, 1, 0, 1, 0, 0, 0, 1, 1, 1, 1, 1, 1]
P = [0, 0, 1, 0, 1, 1, 1, 0, 0, 1, 1, 1, 1, 0, 0, 1, 1, 0]
G = list("bbabbaaabababbabbb")
W = [1, 2, 1, .5, 1, 3, 1, 1, 2, 1, 1, .25, 1, 1, 1, 4, 1, 1]


def by_cohort(y, p, groups, weights):
    """Metrics by cohort, null where nothing is divided by (fairlearn says 0 there)."""
    y, p, groups = np.asarray(y), np.asarray(p), np.asarray(groups)
    w = np.ones(len(y)) if weights is None else np.asarray(weights, dtype=float)
    found = {}
    for name in sorted(set(groups)):
        here = groups == name
        t, q, v = y[here], p[here], w[here]
        rate = lambda f, among: float(f(t, q, sample_weight=v)) if v[among].sum() > 0 else None
        found[str(name)] = {
            "count": int(fl.count(t, q)),
            "selection_rate": rate(fl.selection_rate, t == t),
            "base_rate": float(fl.selection_rate(t, t, sample_weight=v)),
            "true_positive_rate": rate(fl.true_positive_rate, t == 1),
            "false_negative_rate": rate(fl.false_negative_rate, t == 1),
            "false_positive_rate": rate(fl.false_positive_rate, t == 0),
            "true_negative_rate": rate(fl.true_negative_rate, t == 0),
            "precision": rate(precision_score, q == 1),
            "accuracy": rate(accuracy_score, t == t),
        }
    return found


def disparities(y, p, groups, weights):
    how = {"sensitive_features": groups, "sample_weight": weights}
    return {
        "demographic_parity_difference": fl.demographic_parity_difference(y, p, **how),
        "demographic_parity_ratio": fl.demographic_parity_ratio(y, p, **how),
        "equalized_odds_difference": fl.equalized_odds_difference(y, p, **how),
        "equalized_odds_ratio": fl.equalized_odds_ratio(y, p, **how),
        "equal_opportunity_difference": fl.equal_opportunity_difference(y, p, **how),
        "equal_opportunity_ratio": fl.equal_opportunity_ratio(y, p, **how),
    }


def both(y, p, groups, weights=None):
    made = {"cohorts": by_cohort(y, p, groups, weights)}
    return {**made, "disparities": {k: float(v) for k, v in disparities(y, p, groups, weights).items()}}


def adult(folder):
    with gzip.open(folder / "adult" / "adult.test.gz", "rt") as lines:
        rows = [line.strip().split(", ") for line in lines if "," in line]
    y = [int(r[14] == ">50K.") for r in rows]
    p = [int(float(r[4]) >= 13) for r in rows]
    sex, race = [r[9] for r in rows], [r[8] for r in rows]
    return {
        "sex": both(y, p, sex),
        "race": both(y, p, race),
        "sex×race": both(y, p, [f"{a},{b}" for a, b in zip(sex, race)]),
        "sex weighted": both(y, p, sex, [float(r[2]) for r in rows]),
    }


def compas(folder):
    with open(folder / "compas" / "compas-two-years-deidentified.csv") as file:
        rows = list(csv.DictReader(file))
    y = [int(r["two_year_recid"] == "0") for r in rows]
    p = [int(float(r["decile_score"]) < 5) for r in rows]
    return {
        "race": both(y, p, [r["race"] for r in rows]),
        "sex×age_cat": both(y, p, [f'{r["sex"]},{r["age_cat"]}' for r in rows]),
    }


def german(folder):
    rows = [line.split() for line in open(folder / "german-credit" / "german.data")]
    y = [int(r[20] == "1") for r in rows]
    p = [int(float(r[1]) < 24) for r in rows]
    return {
        "foreign": both(y, p, [r[19] for r in rows]),
        "age": both(y, p, ["<26" if float(r[12]) < 26 else ">=26" for r in rows]),
    }


folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/datasets")
if folder.exists():
    write("fairlearn.json", f"fairlearn {fairlearn.__version__}", {
        "documentation": {"unweighted": both(Y, P, G), "weighted": both(Y, P, G, W)},
        "adult.test, education-num >= 13": adult(folder),
        "compas, decile_score < 5": compas(folder),
        "german, duration < 24": german(folder),
    })
