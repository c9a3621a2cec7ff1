"""One bootstrap replicate of five cohorts, six metrics: fairlearn's n_boot, and plain pandas."""

import sys
import time
import warnings

import pandas as pd
from fairlearn.metrics import MetricFrame

from people import METRICS, codes
from timing import measure, report

warnings.simplefilter("ignore")
folder, runs = sys.argv[1], int(sys.argv[2])
people = codes(folder)
rows = len(people["y"])
replicates = max(1, 100_000 // rows)


def with_fairlearn(**options):
    return MetricFrame(metrics=METRICS, y_true=people["y"], y_pred=people["p"],
                       sensitive_features=people["g"], **options)


def with_pandas():
    """One replicate by hand: rows drawn with replacement, counted by one groupby."""
    drawn = frame.sample(frac=1, replace=True, random_state=7)
    n = drawn.groupby(["g", "y", "p"], sort=False).size().unstack(["y", "p"], fill_value=0)
    tp, fp, tn, fn = n[1, 1], n[0, 1], n[0, 0], n[1, 0]
    return pd.DataFrame({
        "selection_rate": (tp + fp) / (tp + fp + tn + fn), "true_positive_rate": tp / (tp + fn),
        "false_positive_rate": fp / (fp + tn), "false_negative_rate": fn / (tp + fn),
        "precision": tp / (tp + fp), "accuracy": (tp + tn) / (tp + fp + tn + fn),
    })


def measure_fairlearn(**options):
    """Once and cold where one run takes the better part of a minute."""
    if rows < 1_000_000:
        return measure(lambda: with_fairlearn(**options), runs)
    start = time.process_time()
    with_fairlearn(**options)
    return [(time.process_time() - start) * 1000]


frame = pd.DataFrame(people)
without = measure_fairlearn()
with_replicates = measure_fairlearn(n_boot=replicates, ci_quantiles=[0.025, 0.975], random_state=7)
report(["fairlearn", "pandas", "numpy", "scikit-learn"], {
    # What n_boot adds, for one replicate.
    "times": {"fairlearn": [(a - b) / replicates for a, b in zip(with_replicates, without)],
              "pandas by hand": measure(with_pandas, runs)},
    "replicates": replicates,
    "values": with_fairlearn().by_group.to_dict("list"),
})
