"""CPU time (user + system) of this process for a piece of work, after one run to warm up."""

import importlib.metadata
import json
import sys
import time


def measure(work, runs):
    work()
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append((time.process_time() - start) * 1000)
    return times


def report(libraries, values):
    versions = {name: importlib.metadata.version(name) for name in libraries}
    print(json.dumps({"versions": {"python": sys.version.split()[0], **versions}, **values}))
