"""What the peers written in Python share: the list's data, the faces, and how a peer reports to `run`."""

import json
import sys
import time
from pathlib import Path

FACES = Path(__file__).resolve().parents[2] / "src/render/pdf/fonts"
# CPU seconds for the lists after the first.
FURTHER = 1.0
# The margins of the page in points: 30 mm left, 15 mm right, 20 mm above and below.
LEFT, RIGHT, TOP, BOTTOM = 85.04, 42.52, 56.69, 56.69


def paths():
    """The file of the list's data, and the PDF to write."""
    return sys.argv[1], sys.argv[2]


def tagged():
    """Whether the PDF shall have tags, where the peer can choose."""
    return "tagged" in sys.argv[3:]


def arguments():
    """The list's data, and the PDF to write."""
    data, out = paths()
    return json.loads(Path(data).read_text(encoding="utf-8")), out


def groups(columns):
    """Runs of columns under one heading: (group, first column, number of columns)."""
    runs = []
    for at, column in enumerate(columns):
        if runs and column["group"] and runs[-1][0] == column["group"]:
            runs[-1][2] += 1
        else:
            runs.append([column["group"], at, 1])
    return runs


def report(print_list, again=True):
    """Prints the list once, and again and again for a second, and tells the CPU seconds and the memory of it.

    Lists after the first are not printed with `again=False`, for programs that remember what they laid out.
    """
    start = time.process_time()
    print_list()
    first = time.process_time() - start
    say({"start": start, "first": first, "peak": peak_memory()})
    begin, lists = time.process_time(), 0
    while again and (first < FURTHER and time.process_time() - begin < FURTHER):
        print_list()
        lists += 1
    if lists:
        say({"further": (time.process_time() - begin) / lists})


def say(figures):
    print(json.dumps(figures), flush=True)


def peak_memory():
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    raise RuntimeError("/proc/self/status has no VmHWM")
