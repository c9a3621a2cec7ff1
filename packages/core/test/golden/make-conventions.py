"""Writes what other fairness tools print, for the tests of the convention profiles.

    pip install fairlearn==0.15.0 aif360==0.6.1 aequitas==1.1.0 oxonfair==0.3 smclarify==0.5
    python packages/core/test/golden/make-conventions.py [folder of the shared data sets]

Without the data sets, conventions.json is left as it is. Of real data only numbers are written.
"""

import contextlib
import csv
import gzip
import importlib.metadata
import io
import json
import logging
import math
import pathlib
import sys
import warnings

warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)

import numpy as np
import pandas as pd
from fairlearn import metrics as fl
from fairlearn.metrics import MetricFrame
from sklearn.metrics import accuracy_score, precision_score

with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
    from aequitas.bias import Bias
    from aequitas.group import Group
    from aif360.datasets import BinaryLabelDataset
    from aif360.metrics import ClassificationMetric
    from oxonfair.utils import group_metrics as ox
    from smclarify.bias.metrics import basic_stats, posttraining, pretraining

np.seterr(all="ignore")
HERE = pathlib.Path(__file__).parent
TOOLS = ["fairlearn", "aif360", "aequitas", "oxonfair", "smclarify", "pandas", "numpy", "scikit-learn"]


def written(value):
    """A number, or the word for what JSON has no number for."""
    value = float(value)
    if math.isnan(value):
        return "nan"
    return value if math.isfinite(value) else ("infinite" if value > 0 else "-infinite")


def attempt(f, *args, **how):
    try:
        return written(f(*args, **how))
    except ValueError:
        return "refused"


# --- each tool: {"metric(options)": value, "metric(options) of level": value} ------------------


def fairlearn_values(y, p, columns, weights):
    rates = {
        "selection_rate": fl.selection_rate,
        "true_positive_rate": fl.true_positive_rate,
        "true_negative_rate": fl.true_negative_rate,
        "false_positive_rate": fl.false_positive_rate,
        "false_negative_rate": fl.false_negative_rate,
        "accuracy_score": accuracy_score,
        "precision_score": precision_score,
    }
    inside = ["true_positive_rate", "true_negative_rate", "false_positive_rate", "false_negative_rate"]
    arranged = {
        # The positive label is named, as labels of one kind do not tell.
        name: (lambda t, q, sample_weight=None, f=f: f(t, q, sample_weight=sample_weight, pos_label=1))
        if name in inside else f
        for name, f in rates.items()
    }
    params = {name: {"sample_weight": weights} for name in rates} if weights is not None else {}
    frame = MetricFrame(
        metrics={**arranged, "count": fl.count}, y_true=y, y_pred=p,
        sensitive_features=pd.DataFrame(columns), sample_params=params,
    )
    found = {}
    for level, row in frame.by_group.iterrows():
        level = ",".join(level) if isinstance(level, tuple) else level
        for name in rates:
            found[f"{name}() of {level}"] = written(row[name])
    for method in ["between_groups", "to_overall"]:
        for name in [*rates, "count"]:
            found[f"{name}_difference({method})"] = written(frame.difference(method=method)[name])
            found[f"{name}_ratio({method})"] = written(frame.ratio(method=method)[name])
    for name in rates:
        found[f"{name}_group_min()"] = written(frame.group_min()[name])
        found[f"{name}_group_max()"] = written(frame.group_max()[name])
    how = {"sensitive_features": pd.DataFrame(columns), "sample_weight": weights}
    for kind in ["difference", "ratio"]:
        for method in ["between_groups", "to_overall"]:
            for name in ["demographic_parity", "equal_opportunity"]:
                f = getattr(fl, f"{name}_{kind}")
                found[f"{name}_{kind}({method})"] = written(f(y, p, method=method, **how))
            for agg in ["worst_case", "mean"]:
                f = getattr(fl, f"equalized_odds_{kind}")
                found[f"equalized_odds_{kind}({method},{agg})"] = written(f(y, p, method=method, agg=agg, **how))
    return found


AIF_RATES = [
    "selection_rate", "true_positive_rate", "false_positive_rate", "false_negative_rate",
    "true_negative_rate", "positive_predictive_value", "negative_predictive_value",
    "false_discovery_rate", "false_omission_rate", "accuracy",
]
AIF_CONTRASTS = [
    "statistical_parity_difference", "disparate_impact", "equal_opportunity_difference",
    "average_odds_difference", "average_abs_odds_difference", "equalized_odds_difference",
    "average_predictive_value_difference", "error_rate_difference", "error_rate_ratio",
    *[f"{rate}_{kind}" for rate in ["false_positive_rate", "false_negative_rate",
      "false_discovery_rate", "false_omission_rate"] for kind in ["difference", "ratio"]],
]


def aif360_values(y, p, groups, weights, reference):
    levels = sorted(set(groups))
    codes = {level: float(i) for i, level in enumerate(levels)}
    frame = pd.DataFrame({
        "g": [codes[g] for g in groups], "y": np.asarray(y, float),
        "w": np.ones(len(y)) if weights is None else weights,
    })
    truth = BinaryLabelDataset(df=frame, label_names=["y"], protected_attribute_names=["g"],
                               instance_weights_name="w", favorable_label=1.0, unfavorable_label=0.0)
    decided = truth.copy()
    decided.labels = np.asarray(p, float).reshape(-1, 1)
    found = {}
    for level in levels:
        # The privileged group itself is only measured; a code that no row has stands against it.
        against = codes[reference] if level != reference else -1.0
        metric = ClassificationMetric(truth, decided, unprivileged_groups=[{"g": codes[level]}],
                                      privileged_groups=[{"g": against}])
        for name in AIF_RATES:
            found[f"{name}() of {level}"] = written(getattr(metric, name)(privileged=False))
        if level != reference:
            for name in AIF_CONTRASTS:
                found[f"{name}() of {level}"] = written(getattr(metric, name)())
    found["generalized_entropy_index(2)"] = written(metric.generalized_entropy_index(alpha=2))
    found["theil_index()"] = written(metric.theil_index())
    found["coefficient_of_variation()"] = written(metric.coefficient_of_variation())
    return found


def aequitas_values(y, p, groups, reference):
    rows = pd.DataFrame({"score": p, "label_value": y, "g": groups})
    with contextlib.redirect_stdout(io.StringIO()):
        table, _ = Group().get_crosstabs(rows, attr_cols=["g"])
        bias = Bias()
        if reference is None:
            compared = bias.get_disparity_major_group(table, rows)
        else:
            compared = bias.get_disparity_predefined_groups(table, rows, ref_groups_dict={"g": reference})
    found = {}
    absolute = ["tpr", "tnr", "for", "fdr", "fpr", "fnr", "npv", "precision", "pprev", "prev", "accuracy"]
    for _, row in compared.iterrows():
        for name in absolute:
            found[f"{name}() of {row['attribute_value']}"] = written(row[name])
        if row["attribute_value"] == row["tpr_ref_group_value"]:
            continue
        for name in [*absolute[:-2], "ppr"]:
            found[f"{name}_disparity() of {row['attribute_value']}"] = written(row[f"{name}_disparity"])
    return found


CLARIFY_RATES = {
    "PPL": ["TP", "FP", "TN", "FN"], "accuracy": ["TP", "FP", "TN", "FN"], "recall": ["TP", "FN"],
    "specificity": ["TN", "FP"], "precision": ["TP", "FP"], "rejection_rate": ["TN", "FN"],
    "conditional_acceptance": ["TP", "FP", "FN"], "conditional_rejection": ["FP", "TN", "FN"],
}


def clarify_values(y, p, groups):
    y, p, groups = pd.Series(y) == 1, pd.Series(p) == 1, pd.Series(groups)
    found = {}
    for level in sorted(set(groups)):
        facet = groups == level
        four = {"TP": (y & p), "FP": (~y & p), "TN": (~y & ~p), "FN": (y & ~p)}
        counts = {name: int((kind & facet).sum()) for name, kind in four.items()}
        for name, names in CLARIFY_RATES.items():
            found[f"{name}() of {level}"] = written(
                getattr(basic_stats, name)(**{one: counts[one] for one in names}))
        found[f"CI() of {level}"] = attempt(pretraining.CI, groups, facet)
        found[f"DPL() of {level}"] = attempt(pretraining.DPL, groups, facet, y)
        for name in ["DPPL", "DI"]:
            found[f"{name}() of {level}"] = attempt(getattr(posttraining, name), groups, facet, p)
        for name in ["DCA", "DCR", "RD", "SD", "DAR", "DRR", "AD", "TE"]:
            found[f"{name}() of {level}"] = attempt(getattr(posttraining, name), groups, facet, y, p)
    return found


OXON = {
    "demographic_parity": ox.demographic_parity, "disparate_impact": ox.disparate_impact,
    "predictive_parity": ox.predictive_parity, "predictive_equality": ox.predictive_equality,
    "equal_opportunity": ox.equal_opportunity, "equalized_odds": ox.equalized_odds,
    "equalized_odds_max": ox.equalized_odds_max, "cond_use_accuracy": ox.cond_use_accuracy,
    "accuracy_parity": ox.accuracy_parity, "cond_accept_diff": ox.cond_accept.diff,
    "cond_reject_diff": ox.cond_reject.diff, "treatment_equality": ox.treatment_equality,
}
OXON_RATES = [
    "pos_pred_rate", "true_pos_rate", "true_neg_rate", "false_neg_rate", "pos_pred_val",
    "neg_pred_val", "accuracy", "cond_accept", "cond_reject", "error_ratio",
]


def oxonfair_values(y, p, groups):
    rows = np.asarray(y), np.asarray(p), np.asarray(groups)
    found = {f"{name}()": written(np.asarray(f(*rows)).ravel()[0]) for name, f in OXON.items()}
    for name in OXON_RATES:
        values = np.asarray(getattr(ox, name).per_group(*rows)).ravel()
        for level, value in zip(sorted(set(groups)), values):
            found[f"{name}() of {level}"] = written(value)
    return found


def everything(y, p, columns, weights=None, reference=None):
    joined = [",".join(levels) for levels in zip(*columns.values())]
    found = {"fairlearn": fairlearn_values(y, p, columns, weights)}
    if len(columns) == 1:
        found["aif360"] = aif360_values(y, p, joined, weights, reference or sorted(set(joined))[0])
        if weights is None:
            found["aequitas"] = aequitas_values(y, p, joined, reference)
            found["clarify"] = clarify_values(y, p, joined)
            found["oxonfair"] = oxonfair_values(y, p, joined)
    return found


# --- cases -------------------------------------------------------------------------------------

DOCUMENTATION = {
    "y": "011110101000111111", "p": "001011100111100110", "g": "bbabbaaabababbabbb",
}
WEIGHTS = [1, 2, 1, .5, 1, 3, 1, 1, 2, 1, 1, .25, 1, 1, 1, 4, 1, 1]
SMALL = {
    "documentation": DOCUMENTATION,
    "documentation, weighted": {**DOCUMENTATION, "w": WEIGHTS},
    "nobody is selected": {"y": "0101", "p": "0000", "g": "aabb"},
    "one group is not selected": {"y": "0101", "p": "0010", "g": "aabb"},
    "everybody is selected": {"y": "0101", "p": "1111", "g": "aabb"},
    "ratio of true positive rates is 0/0": {"y": "100100", "p": "010011", "g": "aaabbb"},
    "ratio of false positive rates is 0/0": {"y": "110110", "p": "100110", "g": "aaabbb"},
    "a group without positives": {"y": "000110", "p": "000110", "g": "aaabbb"},
    "a group without negatives": {"y": "111010", "p": "101010", "g": "aaabbb"},
    "a group without predicted positives": {"y": "0101", "p": "0011", "g": "aabb"},
    "no negatives at all": {"y": "1111", "p": "1010", "g": "aabb"},
    "no positives at all": {"y": "0000", "p": "1010", "g": "aabb"},
    "gaps that cancel": {"y": "11001100", "p": "11000011", "g": "aaaabbbb"},
    "one group": {"y": "0110", "p": "0011", "g": "aaaa"},
    "a group of one": {"y": "01101", "p": "00111", "g": "aabbc"},
    "three groups, one perfect, one reversed": {"y": "010101011", "p": "010010101", "g": "aaabbbccc"},
    "an empty intersection": {"y": "0101", "p": "0101", "g": "aabb", "h": "xxxy"},
    "intersections, weighted": {**DOCUMENTATION, "h": "xyxxyyxyxyxxyxyyxx", "w": WEIGHTS},
    "generalized entropy 0.2": {"y": "1001001011", "p": "1000111010", "g": "abababbbaa"},
    "generalized entropy 0.3": {"y": "1001001011", "p": "0110000111", "g": "abababbbaa"},
}


def small(case):
    y, p = ([int(c) for c in case[name]] for name in "yp")
    columns = {name: list(case[name]) for name in "gh" if name in case}
    return {"rows": case, "values": everything(y, p, columns, case.get("w"))}


def controlled():
    """Selection rate within the levels of h; the 18 rows alternate between h and l."""
    y, p = ([int(c) for c in DOCUMENTATION[name]] for name in "yp")
    frame = MetricFrame(metrics=fl.selection_rate, y_true=y, y_pred=p,
                        sensitive_features=list(DOCUMENTATION["g"]), control_features=list("hl" * 9))
    return {
        f"selection_rate_{kind}({method}) in {level}": written(value)
        for kind in ["difference", "ratio"] for method in ["between_groups", "to_overall"]
        for level, value in getattr(frame, kind)(method=method).items()
    }


def adult(folder):
    with gzip.open(folder / "adult" / "adult.test.gz", "rt") as lines:
        rows = [line.strip().split(", ") for line in lines if "," in line]
    y, p = [int(r[14] == ">50K.") for r in rows], [int(float(r[4]) >= 13) for r in rows]
    return {
        "adult by sex": everything(y, p, {"g": [r[9] for r in rows]}, reference="Male"),
        "adult by race": everything(y, p, {"g": [r[8] for r in rows]}, reference="White"),
        "adult by race, weighted": everything(y, p, {"g": [r[8] for r in rows]}, [float(r[2]) for r in rows], "White"),
        "adult by sex and race": everything(y, p, {"g": [r[9] for r in rows], "h": [r[8] for r in rows]}),
    }


def compas(folder):
    with open(folder / "compas" / "compas-two-years-deidentified.csv") as file:
        rows = list(csv.DictReader(file))
    y, p = [int(r["two_year_recid"] == "0") for r in rows], [int(float(r["decile_score"]) < 5) for r in rows]
    return {"compas by race": everything(y, p, {"g": [r["race"] for r in rows]}, reference="Caucasian")}


def german(folder):
    rows = [line.split() for line in open(folder / "german-credit" / "german.data")]
    y, p = [int(r[20] == "1") for r in rows], [int(float(r[1]) < 24) for r in rows]
    return {"german by foreign": everything(y, p, {"g": [r[19] for r in rows]}, reference="A201")}


def acs(folder):
    with gzip.open(folder / "acs-connecticut" / "ct-pums-2018.csv.gz", "rt") as file:
        rows = list(csv.DictReader(file))
    y, p = [int(float(r["Income"]) > 50000) for r in rows], [int(float(r["Education"]) >= 21) for r in rows]
    columns = {"g": [r["Sex"] for r in rows]}, {"g": [r["Race"] for r in rows]}
    weights = [float(r["PWeight"]) for r in rows]
    return {
        "acs by sex": everything(y, p, columns[0], reference="1"),
        "acs by race": everything(y, p, columns[1], reference="1"),
        "acs by race, weighted": everything(y, p, columns[1], weights, "1"),
        "acs by sex and race": everything(y, p, {**columns[0], "h": columns[1]["g"]}),
    }


folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/datasets")
if folder.exists():
    made = {
        "madeBy": {tool: importlib.metadata.version(tool) for tool in TOOLS},
        "small": {name: small(case) for name, case in SMALL.items()},
        "controlled": controlled(),
        "real": {**adult(folder), **compas(folder), **german(folder), **acs(folder)},
    }
    (HERE / "conventions.json").write_text(json.dumps(made, indent=1) + "\n")
