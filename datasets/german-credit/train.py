"""Trains model.txt on rows 1 to 500 of german.data to predict a good credit (class 1)."""

import sys
from pathlib import Path

import pandas

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER.parent))
from training import as_categories, data_file, report, save, train  # noqa: E402

COLUMNS = [
    "checking", "duration", "history", "purpose", "amount", "savings", "employment", "instalment_rate", "status",
    "debtors", "residence", "property", "age", "other_plans", "housing", "credits", "job", "dependants",
    "telephone", "foreign_worker", "class",
]
FEATURES = COLUMNS[:-1]
TRAINING = slice(500)
AUDITED = slice(500, 1000)

people = pandas.read_csv(data_file("german-credit", "german.data"), sep=" ", names=COLUMNS)
categories = [name for name in FEATURES if not pandas.api.types.is_numeric_dtype(people[name])]
people = as_categories(people, categories, TRAINING)
label = people["class"] == 1

model = train(
    people[FEATURES].iloc[TRAINING],
    label.iloc[TRAINING],
    rounds=80,
    learning_rate=0.06,
    num_leaves=6,
    min_data_in_leaf=20,
    min_data_per_group=20,
    cat_smooth=5,
)
save(model, FOLDER)
# Accepting a bad customer costs 5, refusing a good one 1: accept when P(good) ≥ 5 ÷ (5 + 1).
report(model, people[FEATURES].iloc[AUDITED], label.iloc[AUDITED], threshold=5 / 6)
