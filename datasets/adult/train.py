"""Trains model.txt on adult.data (32,561 people) to predict an income above $50,000."""

import sys
from pathlib import Path

import pandas

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER.parent))
from training import as_categories, data_file, report, save, train  # noqa: E402

COLUMNS = [
    "age", "workclass", "fnlwgt", "education", "education-num", "marital-status", "occupation", "relationship",
    "race", "sex", "capital-gain", "capital-loss", "hours-per-week", "native-country", "income",
]
# fnlwgt is a sampling weight; education repeats education-num.
FEATURES = [name for name in COLUMNS if name not in ("fnlwgt", "education", "income")]
CATEGORIES = ["workclass", "marital-status", "occupation", "relationship", "race", "sex", "native-country"]


def read(name: str) -> pandas.DataFrame:
    return pandas.read_csv(
        data_file("adult", name), names=COLUMNS, skipinitialspace=True, na_values=["?"], comment="|"
    )


training, audited = read("adult.data.gz"), read("adult.test.gz")
people = as_categories(pandas.concat([training, audited]), CATEGORIES, slice(len(training)))
label = people["income"].str.startswith(">50K")
rows = slice(len(training)), slice(len(training), None)

model = train(
    people[FEATURES].iloc[rows[0]],
    label.iloc[rows[0]],
    rounds=150,
    learning_rate=0.1,
    num_leaves=15,
    min_data_in_leaf=50,
)
save(model, FOLDER)
report(model, people[FEATURES].iloc[rows[1]], label.iloc[rows[1]], threshold=0.5)
