"""Runs a command and writes what it used to a file: `python usage_of_command.py FILE SECONDS COMMAND…`.

This is a small process, because the memory of the process that starts a command counts as memory of the command.
"""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path


def main(file: str, seconds: str, *command: str) -> None:
    """Run the command, and stop it with its processes after a number of seconds."""
    stopped = threading.Event()
    start = time.monotonic()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)

    def stop() -> None:
        stopped.set()
        os.killpg(process.pid, signal.SIGKILL)

    timer = threading.Timer(float(seconds), stop)
    timer.start()
    try:
        _, status, used = os.wait4(process.pid, 0)
    except KeyboardInterrupt:
        stop()
        raise
    finally:
        timer.cancel()
    found = {
        "processor": used.ru_utime + used.ru_stime,
        "elapsed": time.monotonic() - start,
        "memory": used.ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e6,
    }
    Path(file).write_text(json.dumps({"used": found, "code": os.waitstatus_to_exitcode(status), "stopped": stopped.is_set()}), encoding="ascii")


if __name__ == "__main__":
    main(*sys.argv[1:])
