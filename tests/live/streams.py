#!/usr/bin/env python3
"""Files of several arrays through both libraries: NumPy saves one behind the other, we read and write, NumPy reads.

    python streams.py PROGRAM [COUNT [SEED]]

PROGRAM is target/.../streams: it copies every file of one folder into another, array by array and block by block. The
files must be equal, and NumPy must find the same arrays, and then no more.
"""
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

from roundtrip import Source, same


def arrays(path):
    """What np.load finds until there is no more."""
    found = []
    with open(path, "rb") as file:
        while True:
            try:
                found.append(np.load(file))
            except EOFError:
                return found


def main():
    program = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 300
    source = Source(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    members = 0
    with tempfile.TemporaryDirectory() as folder:
        theirs, ours = Path(folder, "theirs"), Path(folder, "ours")
        theirs.mkdir(), ours.mkdir()
        for i in range(count):
            with open(theirs / f"{i}", "wb") as file:
                for _ in range(source.below(6)):
                    np.save(file, source.array())
                    members += 1
        subprocess.run([program, theirs, ours], check=True)
        for i in range(count):
            expected, found = arrays(theirs / f"{i}"), arrays(ours / f"{i}")
            assert len(expected) == len(found), f"file {i}: expected {len(expected)} arrays, found {len(found)}"
            for k, (a, b) in enumerate(zip(expected, found)):
                assert same(a, b), f"file {i}, array {k}: NumPy reads {b.dtype!r} of shape {b.shape}"
            assert (theirs / f"{i}").read_bytes() == (ours / f"{i}").read_bytes(), f"file {i}: other bytes"
    print(f"streams: {count} files with {members} arrays agree")


if __name__ == "__main__":
    main()
