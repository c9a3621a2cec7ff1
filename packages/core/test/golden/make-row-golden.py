"""Writes the reference numbers of metrics of rows, computed by independent implementations.

    pip install scipy==1.17.1 scikit-learn==1.9.1 fairlearn==0.15.0
    python packages/core/test/golden/make-row-golden.py [folder of the shared data sets]
    npx biome format --write packages/core/test/golden

The inputs are made here from fixed formulas and are written beside the results.
"""

import csv
import json
import pathlib
import sys

import fairlearn
import numpy as np
import scipy
import sklearn
from fairlearn.reductions import AbsoluteLoss, SquareLoss
from scipy import stats
from sklearn import metrics as sk
from sklearn.neighbors import NearestNeighbors
from sklearn.preprocessing import StandardScaler

HERE = pathlib.Path(__file__).parent


def write(name, made_by, values):
    text = json.dumps({"madeBy": made_by, **values}, indent=1, ensure_ascii=False)
    (HERE / name).write_text(text + "\n")


# --- Student's t, at the deviate of the normal distribution that cuts off the same tail ----------

DEVIATES = [0.1, 0.5, 1, 1.6448536269514722, 1.959963984540054, 2.5758293035489004, 3.5, 5, 8]
student = [
    [z, degrees, float(stats.t.isf(stats.norm.sf(z), degrees))]
    for degrees in [1, 2, 3, 4, 5, 7, 9, 12.5, 19, 30, 99, 999, 1e6]
    for z in DEVIATES
]

# --- regression ----------------------------------------------------------------------------------

Y = [round(10 + 4 * float(np.sin(i)) + 0.1 * i, 3) for i in range(40)]
P = [round(11 + 3 * float(np.sin(i + 0.4)) + 0.08 * i, 3) for i in range(40)]
W = [1 + (i * 7) % 5 for i in range(40)]


def regression(weights):
    y, p = np.array(Y), np.array(P)
    w = np.ones(40) if weights is None else np.array(weights, dtype=float)
    how = {"sample_weight": weights}
    # fairlearn's losses clip both and give one loss a row.
    loss = lambda made: float(np.average(made.eval(y, p), weights=w))
    return {
        "mean_prediction": float(np.average(p, weights=w)),
        "mean_residual": float(np.average(y - p, weights=w)),
        "mean_absolute_error": float(sk.mean_absolute_error(y, p, **how)),
        "root_mean_squared_error": float(sk.root_mean_squared_error(y, p, **how)),
        "r_squared": float(sk.r2_score(y, p, **how)),
        "absolute": loss(AbsoluteLoss(8, 14)),
        "square": loss(SquareLoss(8, 14)),
        "error_within_tolerance": float(np.average(np.abs(y - p) <= 1, weights=w)),
    }


# --- classes -------------------------------------------------------------------------------------

LABELS = ["abc"[(i * i) % 3] if i % 4 else "c" for i in range(60)]
SENT = [LABELS[i] if (i * 7) % 10 < 6 else "abc"[i % 3] for i in range(60)]


def multiclass(weights):
    how = {"sample_weight": weights}
    matrix = sk.multilabel_confusion_matrix(LABELS, SENT, **how)
    false_positive = [float(m[0, 1] / (m[0, 1] + m[0, 0])) for m in matrix]
    recall = [float(r) for r in sk.recall_score(LABELS, SENT, average=None, **how)]
    precision = [float(r) for r in sk.precision_score(LABELS, SENT, average=None, **how)]
    return {
        **{f"class_true_positive_rate[{c}]": r for c, r in zip("abc", recall)},
        **{f"class_precision[{c}]": r for c, r in zip("abc", precision)},
        **{f"class_false_positive_rate[{c}]": r for c, r in zip("abc", false_positive)},
        "multiclass_accuracy": float(sk.accuracy_score(LABELS, SENT, **how)),
        "macro_true_positive_rate": float(sk.balanced_accuracy_score(LABELS, SENT, **how)),
        "macro_precision": float(sk.precision_score(LABELS, SENT, average="macro", **how)),
        "macro_f1_score": float(sk.f1_score(LABELS, SENT, average="macro", **how)),
        "worst_true_positive_rate": min(recall),
        "worst_false_positive_rate": max(false_positive),
        "worst_precision": min(precision),
    }


CLASS_WEIGHTS = [1 + (i * 3) % 4 for i in range(60)]

# --- ranking -------------------------------------------------------------------------------------

LISTS = [
    {"relevance": [3, 2, 3, 0, 1, 2], "score": [6, 5, 4, 3, 2, 1]},
    {"relevance": [0, 1, 2, 1], "score": [1, 1, 0, 2]},
    {"relevance": [0, 0, 5, 1, 2, 2, 3, 1], "score": [3, 1, 2, 2, 2, 0, 0, 1]},
]


def ndcg(relevance, score):
    # scikit-learn refuses a list of one, which cannot be ordered wrongly.
    return 1.0 if len(score) == 1 else float(sk.ndcg_score([relevance], [score]))


def restaurants(folder):
    """NDCG of each consumer's restaurants in order of the others' mean rating, by budget."""
    read = lambda name: list(csv.DictReader(open(folder / "restaurant-ratings" / name)))
    budgets = {r["userID"]: r["budget"] for r in read("userprofile.csv")}
    ratings = [(r["userID"], r["placeID"], int(r["rating"])) for r in read("rating_final.csv")]
    places, users = {}, {}
    for user, place, rating in ratings:
        places.setdefault(place, []).append(rating)
    for user, place, rating in ratings:
        others = len(places[place]) - 1
        if others > 0:
            score = (sum(places[place]) - rating) / others
            users.setdefault(user, []).append((rating, score))
    found = {}
    for user, rows in users.items():
        relevance, score = zip(*rows)
        if sum(relevance) > 0:
            found.setdefault(budgets[user], []).append(ndcg(relevance, score))
    return {name: [len(values), float(np.mean(values))] for name, values in found.items()}


# --- nearest neighbours --------------------------------------------------------------------------

POINTS = [[round(float(np.sin(3 * i)) * 5, 4), round(float(np.cos(5 * i)) * 40, 4)] for i in range(50)]
DECIDED = [int(x + 0.1 * y + (i % 3) > 1) for i, (x, y) in enumerate(POINTS)]


def consistency(points):
    # One more than asked for, as a row is nearest to itself.
    _, near = NearestNeighbors(n_neighbors=6).fit(points).kneighbors(points)
    decided = np.array(DECIDED)
    return float(np.mean(1 - np.abs(decided - decided[near[:, 1:]].mean(axis=1))))


folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/datasets")
write("row-metrics.json", f"scipy {scipy.__version__}, scikit-learn {sklearn.__version__}, fairlearn {fairlearn.__version__}", {
    "student": student,
    "regression": {"y": Y, "p": P, "w": W, "plain": regression(None), "weighted": regression(W)},
    "multiclass": {"label": LABELS, "sent": SENT, "w": CLASS_WEIGHTS, "plain": multiclass(None), "weighted": multiclass(CLASS_WEIGHTS)},
    "ranking": {"lists": LISTS, "ndcg": [ndcg(one["relevance"], one["score"]) for one in LISTS]},
    "consistency": {
        "points": POINTS, "decided": DECIDED,
        "none": consistency(np.array(POINTS)),
        "standard": consistency(StandardScaler().fit_transform(POINTS)),
    },
    "restaurants": restaurants(folder),
})
