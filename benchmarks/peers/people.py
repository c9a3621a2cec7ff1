"""The made-up people that lib/people.mjs wrote, and the six metrics asked of them."""

import pathlib

import numpy as np
from fairlearn import metrics as fl
from sklearn.metrics import accuracy_score, precision_score

LEVELS = {
    "g": ["Amer-Indian-Eskimo", "Asian-Pac-Islander", "Black", "Other", "White"],
    "y": ["<=50K", ">50K"],
    "p": ["<=50K", ">50K"],
}
METRICS = {
    "selection_rate": fl.selection_rate,
    "true_positive_rate": fl.true_positive_rate,
    "false_positive_rate": fl.false_positive_rate,
    "false_negative_rate": fl.false_negative_rate,
    "precision": precision_score,
    "accuracy": accuracy_score,
}


def codes(folder):
    return {name: np.fromfile(pathlib.Path(folder) / f"{name}.u8", dtype=np.uint8) for name in LEVELS}


def texts(folder):
    """Object arrays of Python strings, as a CSV reader gives them."""
    return {name: np.array(LEVELS[name], dtype=object)[code] for name, code in codes(folder).items()}
