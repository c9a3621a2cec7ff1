#!/bin/sh
# Installs the Python libraries that the benchmarks compare with, into benchmarks/peers/.venv-peers.
# Everything in requirements.txt installs together from PyPI on Python 3.11. aequitas 1.1 does not
# join them (it needs an older pandas); packages/core/test/golden/make-conventions.py names the
# versions that it was run with.
set -eu
cd "$(dirname "$0")"
python3 -m venv .venv-peers
.venv-peers/bin/pip install --quiet --disable-pip-version-check -r requirements.txt
# One benchmark (attribution-peers.mjs) also looks at these, where they install: treeshap is built from
# Rust on some machines. fasttreeshap 0.1.6 is left out: it does not load with numpy 2.
while read -r package; do
  .venv-peers/bin/pip install --quiet --disable-pip-version-check -c requirements.txt "$package" < /dev/null ||
    echo "$package does not install here; the benchmark leaves it out."
done < requirements-optional.txt
.venv-peers/bin/pip list --disable-pip-version-check --format=freeze
