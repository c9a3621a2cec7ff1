#!/usr/bin/env bash
# Sets up what executes the notebooks, in .venv at the root: nbclient and the workspace's tslab kernel.
# Needs Python 3.10 or newer, and the packages of the whole workspace, as `npm test` installs them.
set -euo pipefail
cd "$(dirname "$0")/.."

python3 -m venv .venv
.venv/bin/pip install --quiet --disable-pip-version-check -r notebooks/requirements.txt
tslab="$PWD/notebooks/node_modules/.bin/tslab"
"$tslab" install --sys-prefix --python="$PWD/.venv/bin/python" --binary="$tslab"
