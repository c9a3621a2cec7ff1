"""Times divexplorer on the rows of benchmarks/discovery.mjs; prints JSON."""

import json
import platform
import sys
import time
from importlib.metadata import version

import pandas as pd
from divexplorer import DivergenceExplorer

rows = pd.read_csv(sys.argv[1], dtype={"y": int, "p": int})
rows = rows[rows["y"] == 1]
attributes = [name for name in rows.columns if name.startswith("a")]
rows[attributes] = rows[attributes].astype(str)
rows["false_negative"] = (rows["p"] == 0).astype(int)

# It has no limit on the number of conditions; with these supports few patterns have more than three.
runs = []
for support in (0.05, 0.02, 0.01):
    begun = time.process_time()
    found = DivergenceExplorer(rows).get_pattern_divergence(
        min_support=support,
        attributes=attributes,
        boolean_outcomes=["false_negative"],
    )
    seconds = time.process_time() - begun
    longest = int(found["length"].max())
    runs.append({"support": support, "seconds": seconds, "patterns": len(found), "longest": longest})

print(json.dumps({"version": version("divexplorer"), "python": platform.python_version(), "runs": runs}))
