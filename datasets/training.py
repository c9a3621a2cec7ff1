"""Shared by the train.py scripts: find a public file, train LightGBM reproducibly, save its text form.

Needs lightgbm 4.6.0 and pandas 3.1.1 (pip install lightgbm==4.6.0 pandas==3.1.1). Nobody who only uses
Evenhand needs Python: the trained models are committed.
"""

import os
import platform
from pathlib import Path

import lightgbm
import numpy
import pandas

SEED = 7


def data_file(dataset: str, name: str) -> Path:
    """The file under EVENHAND_DATA, else under ../shared/datasets beside the repository."""
    shared = Path(__file__).resolve().parents[2] / "shared" / "datasets"
    folder = Path(os.environ.get("EVENHAND_DATA", shared)) / dataset
    for path in (folder / name, folder / name.removesuffix(".gz")):
        if path.exists():
            return path
    raise SystemExit(f"{folder / name} is missing; set EVENHAND_DATA to the folder that holds {dataset}")


def as_categories(frame: pandas.DataFrame, columns: list[str], training_rows: slice) -> pandas.DataFrame:
    """Declares the columns categorical with the levels of the training rows, sorted; others become missing."""
    levels = {c: sorted(frame[c].iloc[training_rows].dropna().unique()) for c in columns}
    return frame.assign(**{c: pandas.Categorical(frame[c], categories=levels[c]) for c in columns})


def train(features: pandas.DataFrame, label: pandas.Series, rounds: int, **parameters) -> lightgbm.Booster:
    """One thread, fixed seed: the same versions give the same model."""
    fixed = {
        "objective": "binary",
        "seed": SEED,
        "deterministic": True,
        "force_row_wise": True,
        "num_threads": 1,
        "verbose": -1,
    }
    data = lightgbm.Dataset(features, label.astype(int))
    return lightgbm.train(fixed | parameters, data, num_boost_round=rounds)


def save(model: lightgbm.Booster, folder: Path) -> None:
    path = folder / "model.txt"
    model.save_model(path)
    print(f"python {platform.python_version()}, lightgbm {lightgbm.__version__}, "
          f"pandas {pandas.__version__}, numpy {numpy.__version__}, seed {SEED}")
    print(f"{path.name}: {model.num_trees()} trees, {path.stat().st_size:,} bytes")


def report(model: lightgbm.Booster, features: pandas.DataFrame, label: pandas.Series, threshold: float) -> None:
    """Prints what the audited rows should show, for comparison with the audit."""
    score = model.predict(features)
    chosen = score >= threshold
    hits = label.to_numpy(dtype=bool)
    print(f"audited rows {len(label):,}: base rate {hits.mean():.4f}, selection rate {chosen.mean():.4f}, "
          f"accuracy {(chosen == hits).mean():.4f}, "
          f"true positive rate {chosen[hits].mean():.4f}, false positive rate {chosen[~hits].mean():.4f}")
    print("first five probabilities: " + ", ".join(f"{value:.10f}" for value in score[:5]))
