#!/usr/bin/env python3
"""A process appends and is killed, again and again: NumPy finds all that it flushed, and it goes on.

    python crash.py PROGRAM [COUNT [SEED]]

PROGRAM is target/.../appender. After each of COUNT kills, at random moments, NumPy must load the file without help, and
find at least the records for which a flush returned, each as it should be. While the process runs NumPy loads the file
too, and finds ever more. Files of other layouts, made by NumPy, are appended to as well. When the system takes no more
bytes, nothing that was flushed is lost, and nothing is left behind.

Then every start of one change of a header, and of the write of a record: PROGRAM must mend each, and NumPy's own verdict
before that is the one that the documentation of `npy::Appender` lists.
"""
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
import tokenize
import warnings
from pathlib import Path

import numpy as np

LAYOUTS = [
    None,                                                             # the process makes the file
    np.dtype([("id", "<u8"), ("root", "<f8"), ("digits", "S5")]),
    np.dtype([("root", ">f8"), ("digits", "S5"), ("id", ">u8")]),
    np.dtype([("digits", "S5"), ("id", "<u8"), ("root", ">f8")], align=True),
]

# What NumPy finds when a change of the shape is cut after so many bytes. All records are there. The same list is in the documentation of `npy::Appender`.
NINE_TO_TEN = [9, 1, None, None, 10, 10, None, 10]
NINETEEN_TO_TWENTY = [19, None, 20]


def check(array, least, what):
    n = len(array)
    if n == 0:
        assert least == 0, f"{what}: {least} records were flushed, NumPy finds none"
        return 0
    assert n >= least, f"{what}: {least} records were flushed, NumPy finds {n}"
    ids = np.arange(n)
    assert (array["id"] == ids).all(), f"{what}: other records"
    assert (array["root"] == np.sqrt(ids)).all(), f"{what}: other roots"
    assert (array["digits"] == np.char.zfill((ids % 100_000).astype("S5"), 5)).all(), f"{what}: other digits"
    return n


def load_growing(path):
    """While the process writes, a header can be seen half changed; then it is looked at again."""
    for _ in range(20):
        try:
            return np.load(path)
        except (ValueError, tokenize.TokenError):
            pass
    raise AssertionError("NumPy never loads the file")


def rounds(program, path, rng, count, what):
    least, repaired, loads = 0, 0, 0
    for i in range(count):
        child = subprocess.Popen([program, "append", path, str(rng.getrandbits(60))], stdout=subprocess.PIPE)
        first = child.stdout.readline().decode().split(" ", 2)
        assert int(first[1]) >= least, f"{what}: opened with {first[1]} records of {least}"
        least = int(first[1])
        repaired += first[2].strip() != "-"
        until = time.monotonic() + rng.random() ** 2 * 0.03
        seen = 0
        while time.monotonic() < until:
            if rng.random() < 0.2:
                seen = check(load_growing(path), seen, f"{what}, round {i}, running")
                loads += 1
        child.kill()
        lines = child.stdout.read().decode().split("\n")[:-1]         # the last one may be cut
        child.stdout.close()
        child.wait()
        least = max([least, seen] + [int(line) for line in lines])
        check(np.load(path), least, f"{what}, round {i}")
        if os.path.getsize(path) > 30 << 20:
            os.truncate(path, 0)
            os.remove(path)
            least = 0
    return repaired, loads


def full(program, folder, rng):
    """The system stops taking bytes, within a record."""
    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_, bytes_))

    for i in range(10):
        path, bytes_ = Path(folder, f"full-{i}.npy"), rng.randrange(500, 200_000)
        child = subprocess.run([program, "append", path, str(i)], capture_output=True, preexec_fn=limit)
        lines = child.stdout.decode().split("\n")[1:-1]
        error = child.stderr.decode()
        assert child.returncode == 1 and "cannot write records" in error, error
        n = check(np.load(path), max([int(line) for line in lines], default=0), "full")
        left = path.stat().st_size - np.load(path, mmap_mode="r").offset - n * 21
        assert left == 0, f"full: {left} bytes behind {n} records"


def torn_headers(program, folder):
    path = Path(folder, "torn.npy")
    cases = [(9, 10), (99, 100), (19, 20), (7, 1000), (0, 1), (998, 1003)]
    dtypes = [np.dtype("<u4"), np.dtype([("id", "<u4"), ("b", "S3")]), np.dtype([("long" * 9 + str(i), "u1") for i in range(30)])]
    count = 0
    for dtype in dtypes:
        for old, new in cases:
            array = np.zeros(new, dtype)
            array[dtype.names[0] if dtype.names else ...] = np.arange(new) % 256
            np.save(path, array[:old])
            before = path.read_bytes()
            np.save(path, array)
            after = path.read_bytes()
            offset = len(after) - array.nbytes
            changed = [i for i in range(offset) if before[i] != after[i]]
            verdicts = []
            for cut in range(changed[0], changed[-1] + 2):
                path.write_bytes(after[:cut] + before[cut:offset] + after[offset:])
                try:
                    found = np.load(path)
                    assert (found == array[:len(found)]).all() and len(found.shape) == 1
                    verdicts.append(len(found))
                except (ValueError, tokenize.TokenError):
                    verdicts.append(None)
                said = subprocess.run([program, "repair", path], capture_output=True, check=True).stdout.decode().strip()
                assert (said == "-") == (cut == changed[-1] + 1), f"{old} to {new}, {cut}: {said}"
                assert path.read_bytes() == after, f"{old} to {new}: mended otherwise after {cut} bytes"
                count += 1
            if (old, new) == (9, 10):
                assert verdicts == NINE_TO_TEN, verdicts
            if (old, new) == (19, 20):
                assert verdicts == NINETEEN_TO_TWENTY, verdicts
    return count


def torn_records(program, folder):
    """The write of records may end anywhere: NumPy sees those that the header counts, and PROGRAM cuts off the rest."""
    path = Path(folder, "record.npy")
    array = np.zeros(12, LAYOUTS[1])
    array["id"] = np.arange(12)
    np.save(path, array)
    after = path.read_bytes()
    np.save(path, array[:9])
    before = path.read_bytes()
    for end in range(len(before), len(after) + 1):
        path.write_bytes(before + after[len(before):end])
        assert (np.load(path) == array[:9]).all()
        subprocess.run([program, "repair", path], capture_output=True, check=True)
        whole = 9 + (end - len(before)) // 21
        assert (np.load(path) == array[:whole]).all() and len(np.load(path)) == whole
    return len(after) - len(before) + 1


def main():
    warnings.simplefilter("error")
    program = str(Path(sys.argv[1]).resolve())
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 300
    rng = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    repaired = loads = 0
    with tempfile.TemporaryDirectory() as folder:
        for i, layout in enumerate(LAYOUTS):
            path = os.path.join(folder, f"{i}.npy")
            if layout is not None:
                np.save(path, np.zeros(0, layout))
            found = rounds(program, path, rng, count // len(LAYOUTS), f"layout {i}")
            repaired, loads = repaired + found[0], loads + found[1]
        full(program, folder, rng)
        headers, records = torn_headers(program, folder), torn_records(program, folder)
    print(f"crash: {count} kills, {repaired} files to mend, {loads} loads while they grew; "
          f"{headers} torn headers and {records} torn records mended")


if __name__ == "__main__":
    main()
