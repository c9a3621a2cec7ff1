"""Executes a TypeScript notebook in its own folder and writes it with its outputs.

    python notebooks/execute.py notebooks/01-first-audit.ipynb [OUT]

Without OUT the notebook is written back in place. The first cell that fails ends the run with an
error: tslab drops what is asked of it just after a failure, so later cells would come out empty.
"""

import pathlib
import sys

import nbclient
import nbformat


def execute(source: pathlib.Path, target: pathlib.Path) -> None:
    notebook = nbformat.read(source, as_version=4)
    client = nbclient.NotebookClient(
        notebook,
        kernel_name="tslab",
        timeout=120,
        # Text that arrives in two pieces is one output, and no time of day is kept: the same run
        # gives the same file.
        coalesce_streams=True,
        record_timing=False,
        resources={"metadata": {"path": str(source.resolve().parent)}},
    )
    client.execute()
    nbformat.write(notebook, target)


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit("usage: execute.py NOTEBOOK [OUT]")
    execute(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[-1]))
