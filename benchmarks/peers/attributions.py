"""Shapley values by shap, contributions by LightGBM, or predictions by scikit-learn, of the first rows:
   attributions.py FOLDER MODEL WORK ROWS BACKGROUND RUNS"""

import pathlib
import pickle
import sys

import numpy as np
import shap

from timing import measure, report

folder, name, work = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3]
rows, background, runs = (int(text) for text in sys.argv[4:7])
X = np.fromfile(folder / "rows.f64").reshape(-1, 20)
model = pickle.loads((folder / f"{name}.pickle").read_bytes())
few = X[:rows]
SHOWN = 20


def contributions():
    return model.predict(few, pred_contrib=True, num_threads=1)[:, :-1]


def path_dependent():
    explainer = shap.TreeExplainer(model, feature_perturbation="tree_path_dependent")
    return explainer.shap_values(few, check_additivity=False)[:, :, 1]


def interventional():
    # Given rows alone, shap would draw 100 of them.
    others = shap.maskers.Independent(X[-background:], max_samples=background)
    explainer = shap.TreeExplainer(model, others, feature_perturbation="interventional")
    return explainer.shap_values(few, check_additivity=False)[:, :, 1]


def predict():
    return model.predict_proba(few)[:, 1]


works = {"contributions": contributions, "path-dependent": path_dependent,
         "interventional": interventional, "predict": predict}
times = measure(works[work], runs)
few = X[:min(rows, SHOWN)]
values = np.asarray(works[work]())
report(["shap", "lightgbm", "numpy", "scikit-learn"], {"times": times, "values": values.ravel().tolist()})
