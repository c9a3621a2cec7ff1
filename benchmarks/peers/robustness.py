"""Models trained again on bootstrap samples, for benchmarks/robustness.mjs: the model in force, some that the search
knows and some that it does not. Refused people are drawn at random from the rows not trained on."""

import json
import runpy
import sys
from pathlib import Path

import numpy as np
import pandas as pd

given = sys.argv[1:]
sys.argv = ["counterfactuals.py", *given[:3], "1", "0", "1"]
from timing import report  # noqa: E402

shared = runpy.run_path(str(Path(__file__).parent / "counterfactuals.py"), run_name="shared")
folder, name, kind, people, models = given
frame, label, categories, rows = shared["load"](name)
own = {"rounds": 300, "num_leaves": 31} if kind == "boosted" else {"rounds": 100, **shared["FOREST"]}
trained = np.arange(len(frame))[rows]
train = shared["training"].train
folder, threshold = Path(folder), shared["THRESHOLDS"][name]
rng = np.random.default_rng(7)
for number in range(int(models) + 1):
    drawn = trained if number == 0 else rng.choice(trained, len(trained))
    train(frame.iloc[drawn], label.iloc[drawn], **own).save_model(folder / f"model-{number}.txt")
import lightgbm  # noqa: E402

known = frame.notna().all(axis=1).to_numpy()
tested = frame.iloc[np.flatnonzero(known & ~np.isin(np.arange(len(frame)), trained))]
refused = tested[lightgbm.Booster(model_file=str(folder / "model-0.txt")).predict(tested) < threshold]
queries = refused.sample(min(int(people), len(refused)), random_state=7)
anchors = frame[known].loc[frame.index[trained].intersection(frame.index[known])]
(folder / "rows.json").write_text(json.dumps({
    "threshold": threshold, "constraints": shared["CONSTRAINTS"][name],
    **{key: {column: (table[column].astype(str) if column in categories else table[column]).tolist() for column in table}
       for key, table in [("queries", queries), ("anchors", anchors)]}}))
report(["lightgbm", "pandas", "numpy"], {})
