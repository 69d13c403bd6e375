"""Runs the command that its arguments are, and prints as JSON what that took with all its children.

`maxrss` is the peak of the largest single process, in KiB. Standard error is kept for the case that the command fails.
"""

import json
import os
import subprocess
import sys
import tempfile
import time

with tempfile.TemporaryFile() as said:
    start = time.perf_counter()
    child = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=said)
    # Of this child and its own alone: whatever started this Python may have had others.
    _, status, used = os.wait4(child.pid, 0)
    wall = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    said.seek(0)
    print(
        json.dumps(
            {
                "code": child.returncode,
                "wall": wall,
                "cpu": used.ru_utime + used.ru_stime,
                "maxrss": used.ru_maxrss,
                "stderr": said.read().decode(errors="replace")[-2000:],
            }
        )
    )
