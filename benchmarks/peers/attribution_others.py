"""Shapley values of the first rows by a library that need not be installed:
   attribution_others.py FOLDER LIBRARY MODEL WORK ROWS BACKGROUND RUNS"""

import importlib.util
import json
import pathlib
import pickle
import sys

import numpy as np
import pandas as pd

from timing import measure, report

folder, library, name, work = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4]
rows, background, runs = (int(text) for text in sys.argv[5:8])
X = np.fromfile(folder / "rows.f64").reshape(-1, 20)
model = pickle.loads((folder / f"{name}.pickle").read_bytes())
names = [f"f{i}" for i in range(20)]
SHOWN = 20


def woodelf_values(few):
    from woodelf import WoodelfExplainer
    others = pd.DataFrame(X[-background:], columns=names) if work == "interventional" else None
    kind = "interventional" if work == "interventional" else "tree_path_dependent"
    explainer = WoodelfExplainer(model, others, feature_perturbation=kind)
    values = np.asarray(explainer.shap_values(pd.DataFrame(few, columns=names), verbose=False))
    # Of two classes of a forest it gives the first.
    return values if name == "lightgbm" else -values


def treeshap_values(few):
    import treeshap
    explainer = treeshap.ShapExplainer(treeshap.TreeEnsemble.from_file(str(folder / f"{name}.model"), "lgbm"))
    return np.asarray(explainer.explain(few).shap_values)


module, values, distribution = {"woodelf": ("woodelf", woodelf_values, "woodelf-explainer"),
                                "treeshap": ("treeshap", treeshap_values, "treeshap")}[library]
if importlib.util.find_spec(module) is None:
    print(json.dumps({"missing": library}))
    sys.exit()

times = measure(lambda: values(X[:rows]), runs)
report([distribution, "numpy", "pandas"], {"times": times, "values": values(X[:SHOWN]).ravel().tolist()})
