"""fairlearn's numbers on real data, with the rows they come from, for agreement.mjs."""

import csv
import gzip
import pathlib
import sys
import warnings

import numpy as np
from fairlearn import metrics as fl
from fairlearn.metrics import MetricFrame

from people import METRICS
from timing import report

warnings.simplefilter("ignore")
folder = pathlib.Path(sys.argv[1])


def lines(path):
    return gzip.open(path, "rt") if path.suffix == ".gz" else open(path)


def adult():
    rows = [line.strip().split(", ") for line in lines(folder / "adult/adult.test.gz") if "," in line]
    return [r[14] == ">50K." for r in rows], [float(r[4]) >= 13 for r in rows], [r[8] for r in rows], [float(r[2]) for r in rows]


def compas():
    rows = list(csv.DictReader(lines(folder / "compas/compas-two-years-deidentified.csv")))
    return [r["two_year_recid"] == "0" for r in rows], [float(r["decile_score"]) < 5 for r in rows], [r["race"] for r in rows], None


def german():
    rows = [line.split() for line in lines(folder / "german-credit/german.data")]
    return [r[20] == "1" for r in rows], [float(r[1]) < 24 for r in rows], [r[19] for r in rows], None


def acs():
    rows = list(csv.DictReader(lines(folder / "acs-connecticut/ct-pums-2018.csv.gz")))
    return ([float(r["Income"]) > 50000 for r in rows], [float(r["Education"]) >= 21 for r in rows],
            [r["Race"] for r in rows], [float(r["PWeight"]) for r in rows])


def values(y, p, groups, weights):
    params = None if weights is None else {name: {"sample_weight": weights} for name in METRICS}
    frame = MetricFrame(metrics=METRICS, y_true=y, y_pred=p, sensitive_features=groups, sample_params=params)
    found = {f"{name} {level}": value for level, row in frame.by_group.iterrows() for name, value in row.items()}
    how = {"sensitive_features": groups, "sample_weight": weights}
    for kind in ["difference", "ratio"]:
        for method in ["between_groups", "to_overall"]:
            for name in ["demographic_parity", "equal_opportunity"]:
                found[f"{name}_{kind} {method}"] = getattr(fl, f"{name}_{kind}")(y, p, method=method, **how)
            for agg in ["worst_case", "mean"]:
                f = getattr(fl, f"equalized_odds_{kind}")
                found[f"equalized_odds_{kind} {method},{agg}"] = f(y, p, method=method, agg=agg, **how)
    return {name: None if np.isnan(value) else float(value) for name, value in found.items()}


def cases():
    sources = {"Adult by race": adult(), "COMPAS by race": compas(), "German by foreign": german(), "ACS by race": acs()}
    for name, (y, p, groups, weights) in sources.items():
        y, p = np.array(y, int), np.array(p, int)
        rows = {"y": y.tolist(), "p": p.tolist(), "g": groups, "w": weights}
        yield name, {"rows": rows, "values": values(y, p, groups, None)}
        if weights is not None:
            yield f"{name}, weighted", {"rows": rows, "values": values(y, p, groups, weights)}


report(["fairlearn", "pandas", "numpy", "scikit-learn"], {"cases": dict(cases())})
