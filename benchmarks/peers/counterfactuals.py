"""DiCE beside the search of benchmarks/counterfactuals.mjs: trains the models, draws the refused people, writes both
for the other side, and asks DiCE's model-agnostic methods for four changes each under the same constraints."""

import contextlib
import io
import json
import runpy
import signal
import sys
import time
import warnings
from pathlib import Path

import dice_ml
import lightgbm
import numpy as np
import pandas as pd

from timing import report

warnings.filterwarnings("ignore")
ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "datasets"))
import training  # noqa: E402

folder, name, kind, people_each, dice_people, answers, *methods = sys.argv[1:]
folder = Path(folder)
LONGEST = 10  # seconds of CPU time for one person, after which DiCE is stopped
# The training scripts are read for their data; their models are not saved again.
training.save = training.report = lambda *_, **__: None
FOREST = {"boosting": "rf", "bagging_freq": 1, "bagging_fraction": 0.632, "feature_fraction": 0.5,
          "max_depth": 8, "num_leaves": 255, "min_data_in_leaf": 5}
CONSTRAINTS = {  # as declared in the configurations of the data sets
    "adult": {"none": ["age", "race", "sex", "native-country", "marital-status", "relationship"],
              "up": ["education-num"]},
    "german-credit": {"none": ["history", "status", "residence", "age", "credits", "dependants", "foreign_worker"],
                      "up": []},
    "bank-marketing": {"none": ["age", "job", "marital", "education", "pdays", "previous", "poutcome"],
                       "up": ["balance"]},
    "synthetic": {"none": [], "up": []},
}
THRESHOLDS = {"adult": 0.5, "german-credit": 5 / 6, "bank-marketing": 0.06, "synthetic": 0.5}


def synthetic(rows=12_000):
    """Census-like: six numbers, five categories, 27 % favourable."""
    rng = np.random.default_rng(7)
    age = rng.integers(18, 80, rows)
    frame = pd.DataFrame({
        "age": age, "education": np.clip(rng.normal(10, 2.6, rows).round(), 1, 16).astype(int),
        "hours": np.clip(rng.normal(40, 12, rows).round(), 1, 99).astype(int),
        "tenure": (rng.random(rows) * (age - 16)).astype(int),
        "gain": np.where(rng.random(rows) < 0.08, rng.integers(1, 150, rows) * 100, 0),
        "debt": (rng.gamma(2, 30, rows)).round().astype(int),
        "work": rng.choice(["private", "public", "own", "none"], rows, p=[0.6, 0.2, 0.15, 0.05]),
        "marital": rng.choice(["married", "single", "divorced"], rows, p=[0.5, 0.35, 0.15]),
        "job": rng.choice([f"job{k}" for k in range(8)], rows), "relation": rng.choice(["a", "b", "c", "d"], rows),
        "region": rng.choice(["north", "south", "east", "west"], rows)})
    score = (0.25 * (frame.education - 10) + 0.03 * (frame.hours - 40) + 0.03 * (frame.tenure - 15) + frame.gain / 4000
             - frame.debt / 80 + 0.9 * (frame.marital == "married") + 0.5 * (frame.work == "own")
             + 0.15 * frame.job.str[3].astype(int) + rng.logistic(0, 1, rows))
    return frame, score > np.quantile(score, 0.73)


def load(name):
    """Features, label, categories and the rows to train on."""
    if name == "synthetic":
        frame, label = synthetic()
        categories = ["work", "marital", "job", "relation", "region"]
        rows = slice(10_000)
        return training.as_categories(frame, categories, rows), label, categories, rows
    with contextlib.redirect_stdout(io.StringIO()):
        made = runpy.run_path(str(ROOT / "datasets" / name / "train.py"))
    frame = made.get("people", made.get("clients"))
    rows = made.get("TRAINING") or made["rows"][0]
    return frame[made["FEATURES"]], made["label"], made.get("CATEGORIES", made.get("categories")), rows


class Stopped(BaseException):
    """Past the limit of CPU time."""


def stop(*_):
    raise Stopped


class Decider:
    """What DiCE asks: texts in, probabilities out, with the threshold moved to one half."""

    def __init__(self, booster, types, threshold):
        self.booster, self.types, self.threshold = booster, types, threshold
        self.calls = self.rows = 0

    def predict_proba(self, rows):
        self.calls, self.rows = self.calls + 1, self.rows + len(rows)
        typed = pd.DataFrame({name: pd.Categorical(rows[name], categories=kind.categories)
                              if isinstance(kind, pd.CategoricalDtype) else pd.to_numeric(rows[name])
                              for name, kind in self.types.items()})
        p, t = self.booster.predict(typed, num_threads=1), self.threshold
        moved = np.where(p >= t, 0.5 + 0.5 * (p - t) / (1 - t), 0.5 * p / t)
        return np.column_stack([1 - moved, moved])

    def predict(self, rows):
        return (self.predict_proba(rows)[:, 1] >= 0.5).astype(int)


def as_texts(frame, categories):
    return frame.assign(**{name: frame[name].astype(str).astype(object) for name in categories})


def search(case, model, train, queries, label, constraints):
    numbers = [name for name in train if name not in case["categories"]]
    data = dice_ml.Data(dataframe=train.assign(favourable=label.astype(int).to_numpy()),
                        continuous_features=numbers, outcome_name="favourable")
    wrapped = dice_ml.Model(model=model, backend="sklearn")
    vary = [name for name in train if name not in constraints["none"]]
    found = {}
    for method in methods:
        explainer = dice_ml.Dice(data, wrapped, method=method)
        each = []
        for at in range(len(queries)):
            query = queries.iloc[[at]].reset_index(drop=True)
            ranges = {name: [int(query[name].iloc[0]), int(train[name].max())] for name in constraints["up"]}
            seeded = {"random_seed": 7} if method == "random" else {}
            np.random.seed(7)
            model.calls = model.rows = 0
            start = time.process_time()
            signal.setitimer(signal.ITIMER_PROF, LONGEST)
            try:
                with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
                    made = explainer.generate_counterfactuals(
                        query, total_CFs=int(answers), desired_class=1, features_to_vary=vary,
                        permitted_range=ranges or None, **seeded)
                rows = made.cf_examples_list[0].final_cfs_df
                rows = [] if rows is None else json.loads(rows.drop(columns="favourable").to_json(orient="records"))
                fault = None
            except (Exception, Stopped) as error:  # what DiCE cannot do is a result
                rows, fault = [], (f"stopped after {LONGEST} s" if isinstance(error, Stopped)
                                   else f"{type(error).__name__}: {str(error).split('.')[0]}")
            signal.setitimer(signal.ITIMER_PROF, 0)
            each.append({"ms": (time.process_time() - start) * 1000, "answers": rows, "fault": fault,
                         "calls": model.calls, "rows": model.rows})
        found[method] = each
    return found


def run(name, kind):
    frame, label, categories, rows = load(name)
    own = {"rounds": 300, "num_leaves": 31} if kind == "boosted" else {"rounds": 100, **FOREST}
    booster = training.train(frame.iloc[rows], label.iloc[rows], **own)
    booster.save_model(folder / f"{name}-{kind}.txt")
    numbers = [column for column in frame if column not in categories]
    position = np.arange(len(frame))
    is_known = frame.notna().all(axis=1).to_numpy()
    trained = position < (rows.stop or len(frame))
    types = {column: frame[column].dtype for column in frame}
    model = Decider(booster, types, THRESHOLDS[name])
    texts = as_texts(frame[is_known].astype({column: int for column in numbers}), categories)
    train = texts[trained[is_known]].reset_index(drop=True)
    tested = texts[~trained[is_known]].reset_index(drop=True)
    refused = tested[model.predict(tested) == 0]
    queries = refused.sample(min(int(people_each), len(refused)), random_state=7).reset_index(drop=True)
    rows = {"train": train.to_dict("list"), "queries": queries.to_dict("list")}
    (folder / f"{name}-{kind}-rows.json").write_text(json.dumps(rows))
    case = {"name": name, "kind": kind, "categories": categories, "constraints": CONSTRAINTS[name],
            "threshold": THRESHOLDS[name], "scores": booster.predict(
                pd.DataFrame({c: pd.Categorical(queries[c], categories=types[c].categories)
                              if c in categories else queries[c] for c in frame})).tolist()}
    return {**case, "dice": search(case, model, train, queries.head(int(dice_people)), label[is_known & trained], CONSTRAINTS[name])}


if __name__ == "__main__":
    signal.signal(signal.SIGPROF, stop)
    report(["dice-ml", "lightgbm", "pandas", "numpy"], run(name, kind))
