"""A logistic regression trained with and without weights of the rows.

`reweighing.py rows FOLDER` writes the people to train with: sex and label a line. With their weights in
FOLDER/weights.csv, `reweighing.py train FOLDER` writes what both models decide about other people, and says
how far the weights lie from the formula in pandas.
"""

import os
import sys
import warnings
from pathlib import Path

import pandas as pd
from sklearn.compose import make_column_transformer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from timing import report

SHARED = Path(os.environ.get("EVENHAND_DATA", Path(__file__).resolve().parents[3] / "shared" / "datasets"))
NAMES = ["age", "workclass", "fnlwgt", "education", "years", "marital", "occupation", "relationship",
         "race", "sex", "gain", "loss", "hours", "country", "income"]
NUMBERS = ["age", "years", "gain", "loss", "hours"]
TEXTS = ["workclass", "marital", "occupation", "relationship"]


def read(name, **options):
    for path in (SHARED / name, SHARED / name.removesuffix(".gz")):
        if path.exists():
            people = pd.read_csv(path, names=NAMES, sep=", ", engine="python", **options)
            people["label"] = people["income"].str.startswith(">").astype(int)
            return people
    raise SystemExit(f"{name} is missing; set EVENHAND_DATA to the folder of the data sets")


def formula(people):
    n = len(people)
    cohort = people.groupby("sex")["label"].transform("size")
    outcome = people.groupby("label")["sex"].transform("size")
    both = people.groupby(["sex", "label"])["income"].transform("size")
    return cohort * outcome / (n * both)


def train(folder):
    people = read("adult/adult.data.gz")
    others = read("adult/adult.test.gz", skiprows=1)
    weights = pd.read_csv(folder / "weights.csv")["weight"]
    decided = others[["sex", "label"]].copy()
    for name, given in (("plain", None), ("weighed", weights)):
        model = make_pipeline(
            make_column_transformer((StandardScaler(), NUMBERS), (OneHotEncoder(handle_unknown="ignore"), TEXTS)),
            LogisticRegression(max_iter=2000))
        model.fit(people[NUMBERS + TEXTS], people["label"], logisticregression__sample_weight=given)
        decided[name] = model.predict(others[NUMBERS + TEXTS])
    decided.to_csv(folder / "decided.csv", index=False)
    apart = (weights - formula(people)).abs().max()
    report(["scikit-learn", "pandas"], {"apart": float(apart)})


warnings.filterwarnings("ignore")
if sys.argv[1] == "rows":
    read("adult/adult.data.gz")[["sex", "label"]].to_csv(Path(sys.argv[2]) / "rows.csv", index=False)
    report(["pandas"], {})
else:
    train(Path(sys.argv[2]))
