"""divexplorer on the rows of benchmarks/discovery.mjs, as called and with its miner held to three conditions."""

import functools
import sys
import time

import pandas as pd
from divexplorer import DivergenceExplorer, divexplorer

from timing import report

runs, file, *searches = sys.argv[1:]
rows = pd.read_csv(file, dtype={"y": int, "p": int})
attributes = [name for name in rows.columns if name.startswith("a")]
rows[attributes] = rows[attributes].astype(str)
rows["false_negative"] = (rows["p"] == 0).astype(int)
unlimited = divexplorer.fpgrowth_cm


def search(text):
    """`support` or `support:most conditions`."""
    support, _, most = text.partition(":")
    # The miner takes max_len, the public call has no way to set it.
    divexplorer.fpgrowth_cm = functools.partial(unlimited, max_len=int(most)) if most else unlimited
    times = []
    for _ in range(int(runs)):
        start = time.process_time()
        found = DivergenceExplorer(rows).get_pattern_divergence(
            min_support=float(support), attributes=attributes, boolean_outcomes=["false_negative"])
        times.append((time.process_time() - start) * 1000)
    return {"support": float(support), "most": int(most) if most else None, "patterns": len(found),
            "longest": int(found["length"].max()), "times": times}


report(["divexplorer", "pandas", "numpy"], {"searches": [search(text) for text in searches]})
