"""Runs the test server until it is interrupted: `python -m bench`, with tests/ and scripts/ on the path, prints its map."""

import json
import sys
import time

from bench import running

with running() as bench:
    sys.stdout.write(json.dumps({"ca": str(bench.ca), "inside": bench.inside, "map": bench.map}, ensure_ascii=False) + "\n")
    sys.stdout.flush()
    try:
        while True:
            time.sleep(3600)
    except KeyboardInterrupt:
        pass
