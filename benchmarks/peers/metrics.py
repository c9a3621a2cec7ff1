"""Five cohorts, six metrics, from encoded columns: fairlearn's MetricFrame, and plain pandas counts."""

import sys
import warnings

import pandas as pd
from fairlearn.metrics import MetricFrame

from people import METRICS, codes
from timing import measure, report

warnings.simplefilter("ignore")
folder, runs = sys.argv[1], int(sys.argv[2])
people = codes(folder)


def with_fairlearn():
    return MetricFrame(metrics=METRICS, y_true=people["y"], y_pred=people["p"],
                       sensitive_features=people["g"]).by_group


def with_pandas():
    """The same six metrics by hand, from one groupby: what a careful user could write."""
    n = pd.DataFrame(people).groupby(["g", "y", "p"], sort=False).size().unstack(["y", "p"], fill_value=0)
    tp, fp, tn, fn = n[1, 1], n[0, 1], n[0, 0], n[1, 0]
    return pd.DataFrame({
        "selection_rate": (tp + fp) / (tp + fp + tn + fn), "true_positive_rate": tp / (tp + fn),
        "false_positive_rate": fp / (fp + tn), "false_negative_rate": fn / (tp + fn),
        "precision": tp / (tp + fp), "accuracy": (tp + tn) / (tp + fp + tn + fn),
    }).sort_index()


report(["fairlearn", "pandas", "numpy", "scikit-learn"], {
    "times": {"fairlearn": measure(with_fairlearn, runs), "pandas by hand": measure(with_pandas, runs)},
    "values": with_fairlearn().to_dict("list"),
})
