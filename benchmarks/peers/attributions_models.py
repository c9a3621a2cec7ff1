"""Trains the models of the attribution benchmark into a folder: each as the peers read it (NAME.pickle)
and as Evenhand does (NAME.model), and the rows as doubles (rows.f64), all float32-exact."""

import pathlib
import pickle
import sys

import lightgbm
import numpy as np
from sklearn.datasets import make_classification
from sklearn.ensemble import RandomForestClassifier

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "packages/models/test/fixtures"))
from export_sklearn import export_model  # noqa: E402

folder = pathlib.Path(sys.argv[1])
X, y = make_classification(20_000, 20, n_informative=10, n_redundant=4, n_clusters_per_class=3, flip_y=0.05,
                           class_sep=0.8, random_state=7)
X = X.astype(np.float32).astype(float)
X.tofile(folder / "rows.f64")
names = [f"f{i}" for i in range(20)]

for name, depth in [("depth-8", 8), ("unlimited", None)]:
    model = RandomForestClassifier(100, max_depth=depth, random_state=7).fit(X, y)
    (folder / f"{name}.pickle").write_bytes(pickle.dumps(model))
    export_model(model, folder / f"{name}.model", names)

data = lightgbm.Dataset(X, y, feature_name=names)
model = lightgbm.train({"objective": "binary", "num_leaves": 31, "verbosity": -1, "num_threads": 1, "seed": 7}, data, 500)
model.save_model(folder / "lightgbm.model")
(folder / "lightgbm.pickle").write_bytes(pickle.dumps(model))
