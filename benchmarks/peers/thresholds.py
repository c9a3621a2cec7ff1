"""fairlearn's ThresholdOptimizer on scored people, which this script makes as well.

`thresholds.py data FOLDER` writes them: score, label, cohort a line. `thresholds.py solve FILE` says for
each criterion what the optimiser's chances of a favourable decision come to; `thresholds.py time FILE RUNS`
how long one fit takes.
"""

import csv
import json
import os
import sys
import time
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
from fairlearn.postprocessing import ThresholdOptimizer
from sklearn.base import BaseEstimator
from sklearn.compose import make_column_transformer
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from timing import report

CRITERIA = {
    "demographic-parity": "demographic_parity",
    "equal-opportunity": "true_positive_rate_parity",
    "false-positive-parity": "false_positive_rate_parity",
    "equalized-odds": "equalized_odds",
}
SHARED = Path(os.environ.get("EVENHAND_DATA", Path(__file__).resolve().parents[3] / "shared" / "datasets"))


class Scores(BaseEstimator):
    """The scores are the only input."""

    def fit(self, x, y):
        self.fitted_ = True
        return self

    def predict(self, x):
        return np.asarray(x)[:, 0]


def fit_peer(people, criterion):
    optimiser = ThresholdOptimizer(
        estimator=Scores().fit(None, None), constraints=CRITERIA[criterion],
        objective="accuracy_score", prefit=True, predict_method="predict")
    return optimiser.fit(people[["score"]], people["label"], sensitive_features=people["cohort"])


def solve(file):
    people = pd.read_csv(file, dtype={"cohort": str})
    found = {}
    for criterion in CRITERIA:
        optimiser = fit_peer(people, criterion)
        chances = optimiser._pmf_predict(people[["score"]], sensitive_features=people["cohort"])[:, 1]
        found[criterion] = chances.tolist()
    report(["fairlearn", "numpy", "pandas"], {"chances": found})


def measure_fit(file, runs):
    people = pd.read_csv(file, dtype={"cohort": str})
    times = {}
    for criterion in CRITERIA:
        times[criterion] = []
        for _ in range(runs):
            start = time.process_time()
            fit_peer(people, criterion)
            times[criterion].append((time.process_time() - start) * 1000)
    report(["fairlearn", "numpy", "pandas"], {"times": times})


def write(folder, name, scores, labels, cohorts):
    with open(Path(folder) / f"{name}.csv", "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["score", "label", "cohort"])
        writer.writerows(zip(map(float, scores), map(int, labels), cohorts))


def read(name, **options):
    for path in (SHARED / name, SHARED / name.removesuffix(".gz")):
        if path.exists():
            return pd.read_csv(path, **options)
    raise SystemExit(f"{name} is missing; set EVENHAND_DATA to the folder of the data sets")


def make_data(folder):
    names = ["age", "workclass", "fnlwgt", "education", "years", "marital", "occupation", "relationship",
             "race", "sex", "gain", "loss", "hours", "country", "income"]
    options = {"names": names, "sep": ", ", "engine": "python"}
    train = read("adult/adult.data.gz", **options)
    test = read("adult/adult.test.gz", skiprows=1, **options)
    numbers = ["age", "years", "gain", "loss", "hours"]
    texts = ["workclass", "marital", "occupation", "relationship"]
    model = make_pipeline(
        make_column_transformer((StandardScaler(), numbers), (OneHotEncoder(handle_unknown="ignore"), texts)),
        LogisticRegression(max_iter=2000))
    model.fit(train[numbers + texts], train["income"].str.startswith(">"))
    scores = model.predict_proba(test[numbers + texts])[:, 1]
    labels = test["income"].str.startswith(">")
    write(folder, "adult-sex", scores, labels, test["sex"])
    write(folder, "adult-race", scores, labels, test["race"])

    # Favourable: not re-arrested. A low decile speaks for it, and there are only ten.
    compas = read("compas/compas-two-years-deidentified.csv")
    few = compas["race"].isin(["Asian", "Native American"])
    for column, rows in (("race", compas[~few]), ("sex", compas)):
        write(folder, f"compas-{column}", -rows["decile_score"], rows["two_year_recid"] == 0, rows[column])

    german = read("german-credit/german.data", sep=" ", header=None)
    texts = german.select_dtypes(exclude="number").columns
    german[texts] = german[texts].apply(lambda column: column.astype("category").cat.codes)
    features = german.drop(columns=[20, 12])
    model = HistGradientBoostingClassifier(random_state=7, max_iter=60, max_depth=3)
    model.fit(features[:500], german[20][:500] == 1)
    scores = model.predict_proba(features[500:])[:, 1]
    age = np.where(german[12][500:] < 26, "under 26", "26 or over")
    write(folder, "german-age", scores, german[20][500:] == 1, age)


warnings.filterwarnings("ignore")
if sys.argv[1] == "data":
    make_data(sys.argv[2])
elif sys.argv[1] == "solve":
    solve(sys.argv[2])
else:
    measure_fit(sys.argv[2], int(sys.argv[3]))
