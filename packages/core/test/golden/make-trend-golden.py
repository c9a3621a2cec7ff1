"""Writes the reference numbers of rank trends, computed by scipy.

    pip install scipy==1.17.1
    python packages/core/test/golden/make-trend-golden.py
    npx biome format --write packages/core/test/golden

The inputs are made here from fixed formulas and are written beside the results.
"""

import json
import pathlib

import numpy as np
import scipy
from scipy import stats

HERE = pathlib.Path(__file__).parent


def case(n, ties, slope):
    age = [round(40 + 25 * float(np.sin(1.7 * i)), 0 if ties else 6) for i in range(n)]
    score = [round(0.5 + slope * (a - 40) + 0.3 * float(np.cos(3.1 * i)), 1 if ties else 6) for i, a in enumerate(age)]
    decision = [1 if s > 0.5 else 0 for s in score]
    yes = [a for a, d in zip(age, decision) if d == 1]
    no = [a for a, d in zip(age, decision) if d == 0]
    return {
        "age": age,
        "score": score,
        "decision": decision,
        "scoreRho": float(stats.spearmanr(age, score).statistic),
        "decisionRho": float(stats.spearmanr(age, decision).statistic),
        "decisionP": float(
            stats.mannwhitneyu(yes, no, method="asymptotic", use_continuity=False).pvalue
        ),
    }


cases = [case(n, ties, slope) for n in [12, 50, 200] for ties in [True, False] for slope in [-0.01, 0, 0.004]]
text = json.dumps({"madeBy": f"scipy {scipy.__version__}", "cases": cases}, indent=1)
(HERE / "trend.json").write_text(text + "\n")
