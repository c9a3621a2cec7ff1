"""The same from texts: pandas Categorical first, then fairlearn's MetricFrame."""

import sys
import warnings

import pandas as pd
from fairlearn.metrics import MetricFrame

from people import METRICS, texts
from timing import measure, report

warnings.simplefilter("ignore")
folder, runs = sys.argv[1], int(sys.argv[2])
people = texts(folder)


def encode():
    return {name: pd.Categorical(values) for name, values in people.items()}


def encode_and_measure():
    coded = encode()
    return MetricFrame(metrics=METRICS, y_true=coded["y"].codes, y_pred=coded["p"].codes,
                       sensitive_features=pd.Series(coded["g"])).by_group


report(["fairlearn", "pandas", "numpy", "scikit-learn"], {
    "times": {"pandas Categorical + fairlearn": measure(encode_and_measure, runs),
              "pandas Categorical alone": measure(encode, runs)},
})
