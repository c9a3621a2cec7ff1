#!/bin/sh
# Installs the Python libraries that the benchmarks compare with, into benchmarks/peers/.venv-peers.
# Everything in requirements.txt installs together from PyPI on Python 3.11. aequitas 1.1 does not
# join them (it needs an older pandas); packages/core/test/golden/make-conventions.py names the
# versions that it was run with.
set -eu
cd "$(dirname "$0")"
python3 -m venv .venv-peers
.venv-peers/bin/pip install --quiet --disable-pip-version-check -r requirements.txt
.venv-peers/bin/pip list --disable-pip-version-check --format=freeze
