"""A Parquet file to six metrics of five groups: pandas reads, fairlearn counts."""

import sys
import time
import warnings

import pandas as pd
from fairlearn.metrics import MetricFrame

from people import METRICS
from timing import report

warnings.simplefilter("ignore")
file = sys.argv[1]


def frame():
    people = pd.read_parquet(file)
    return MetricFrame(metrics=METRICS, y_true=people["y"], y_pred=people["p"], sensitive_features=people["g"]).by_group


def once(work):
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


# One run, since it takes most of a minute; reading comes first and warms up.
report(["fairlearn", "pandas", "pyarrow"], {"times": {"read": [once(lambda: pd.read_parquet(file))], "all": [once(frame)]}})
