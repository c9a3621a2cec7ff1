"""Trains model.txt on the first 30,000 calls of bank-full.csv and chooses the threshold on the next 5,000.

Rows are in time order. The bank is taken to be able to call three clients in ten: the threshold is the
score that three in ten of rows 30,001 to 35,000 reach. Rows 35,001 to 45,211 are left for the audit.
"""

import sys
from pathlib import Path

import numpy
import pandas

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER.parent))
from training import as_categories, data_file, report, save, train  # noqa: E402

# Known before the call. duration, campaign, contact, day and month belong to the call itself.
FEATURES = [
    "age", "job", "marital", "education", "default", "balance", "housing", "loan", "pdays", "previous", "poutcome",
]
CATEGORIES = ["job", "marital", "education", "default", "housing", "loan", "poutcome"]
TRAINING = slice(30_000)
TUNING = slice(30_000, 35_000)
AUDITED = slice(35_000, None)
SHARE_CALLED = 0.3

clients = pandas.read_csv(
    data_file("bank-marketing", "bank-full.csv.gz"), sep=";", na_values=["unknown"]
)
clients = as_categories(clients, CATEGORIES, TRAINING)
label = clients["y"] == "yes"

model = train(
    clients[FEATURES].iloc[TRAINING],
    label.iloc[TRAINING],
    rounds=150,
    learning_rate=0.05,
    num_leaves=8,
    min_data_in_leaf=100,
)
save(model, FOLDER)
exact = numpy.quantile(model.predict(clients[FEATURES].iloc[TUNING]), 1 - SHARE_CALLED)
threshold = round(float(exact), 3)
print(f"threshold {threshold} (exactly {exact:.6f})")
report(model, clients[FEATURES].iloc[AUDITED], label.iloc[AUDITED], threshold)
