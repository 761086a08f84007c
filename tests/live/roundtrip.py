#!/usr/bin/env python3
"""Random records through both libraries: NumPy writes, we read and write, NumPy reads.

    python roundtrip.py PROGRAM [COUNT [SEED]]

PROGRAM is target/.../roundtrip: it loads every .npy of one folder and saves it into another, with its dtype printed.
The file it writes must equal NumPy's byte for byte, the dtype it prints must be NumPy's repr, and NumPy must read
back what it wrote: same dtype, shape, order and bytes.
"""
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

SCALARS = ["?", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "f2", "f4", "f8", "c8", "c16", "S1", "S7", "U1", "U3",
           "V2", "V5", "M8[ns]", "M8[25us]", "M8[D]", "M8", "m8[s]", "m8[7D]", "m8"]
NAMES = ["time", "price", "size", "x", "y", "t", "a b", "pos/x", "x.y", "Key", "class", "é", "αβ", "数", "it's", '"q"',
         "back\\slash", "tab\t", "🦀"]


class Source:
    """Random dtypes and arrays from one seed."""

    def __init__(self, seed):
        self.rng = np.random.Generator(np.random.PCG64(seed))

    def below(self, n):
        return int(self.rng.integers(0, n))

    def chance(self, one_in):
        return self.below(one_in) == 0

    def pick(self, items):
        return items[self.below(len(items))]

    def scalar(self):
        return np.dtype(self.pick("<>") + self.pick(SCALARS)) if not self.chance(9) else np.dtype(self.pick(SCALARS))

    def item(self, depth):
        base = self.record(depth - 1) if depth and self.chance(4) else self.scalar()
        if self.chance(4):
            base = np.dtype((base, tuple(self.below(4) + (not self.chance(12)) for _ in range(1 + self.below(2)))))
        return base

    def record(self, depth):
        names = [NAMES[i] for i in self.rng.permutation(len(NAMES))[: 1 + self.below(5)]]
        formats = [self.item(depth) for _ in names]
        titles = ["T " + n if self.chance(6) else None for n in names]
        named = [(t, n) if t else n for t, n in zip(titles, names)]
        kind = self.below(3)
        if kind < 2:
            return np.dtype(list(zip(named, formats)), align=kind == 1)
        offsets, at = [], 0
        for f in formats:                           # gaps before, between and after
            at += self.below(6)
            offsets.append(at)
            at += f.itemsize
        spec = {"names": names, "formats": formats, "offsets": offsets, "itemsize": at + self.below(6)}
        if any(titles):
            spec["titles"] = titles
        return np.dtype(spec)

    def fill(self, leaf):
        kind, shape = leaf.dtype.kind, leaf.shape
        if leaf.dtype.names is not None:
            for name in leaf.dtype.names:
                self.fill(leaf[name])
        elif kind == "b":
            leaf[...] = self.rng.integers(0, 2, shape)
        elif kind == "U":
            points = self.rng.choice(np.array([0, 65, 233, 0x6570, 0x1F980], "u4"), shape + (leaf.dtype.itemsize // 4,))
            leaf[...] = points.view(leaf.dtype.newbyteorder("=")).reshape(shape)
        elif leaf.size and leaf.dtype.itemsize:     # any bits: NaN payloads, NaT, NULs inside strings
            raw = self.rng.integers(0, 256, shape + (leaf.dtype.itemsize,), dtype="u1")
            leaf[...] = raw.view(leaf.dtype).reshape(shape)

    def array(self):
        dtype = self.record(2) if not self.chance(6) else self.scalar()
        shape = self.pick([(), (0,), (1,), (3,), (17,), (300,), (2, 3), (3, 1, 2), (2, 0, 3)])
        a = np.zeros(shape, dtype, order=self.pick("CF"))
        self.fill(a)
        return a


def field_bytes(a):
    """The bytes of all fields; what NumPy copies into padding is not known."""
    if a.dtype.names is None:
        return [np.ascontiguousarray(a).tobytes()]
    return [part for name in a.dtype.names for part in field_bytes(a[name])]


def same(a, b):
    order = ("c_contiguous", "f_contiguous")
    return (a.dtype == b.dtype and a.shape == b.shape and field_bytes(a) == field_bytes(b)
            and all(getattr(a.flags, f) == getattr(b.flags, f) for f in order))


def main():
    program = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 400
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    source = Source(seed)
    failed = 0
    with tempfile.TemporaryDirectory() as theirs, tempfile.TemporaryDirectory() as ours:
        arrays = {}
        for i in range(count):
            name = f"{i:05}.npy"
            arrays[name] = source.array()
            with open(Path(theirs) / name, "wb") as f:
                np.save(f, arrays[name])
        run = subprocess.run([program, theirs, ours], capture_output=True, text=True)
        if run.returncode != 0:
            sys.exit(f"{program} failed:\n{run.stderr}")
        printed = {name: dtype for name, dtype, _ in (line.split("\t", 2) for line in run.stdout.splitlines())}
        for name, a in arrays.items():
            wrong = None
            if printed.get(name, "!") == "!":
                wrong = "not read"
            elif (Path(theirs) / name).read_bytes() != (Path(ours) / name).read_bytes():
                wrong = "other bytes"
            else:
                b = np.load(Path(ours) / name)
                if not (same(np.load(Path(theirs) / name), b) and field_bytes(a) == field_bytes(b)):
                    wrong = f"NumPy reads {b.dtype!r} {b.shape}"
                elif printed[name] != repr(b.dtype):
                    wrong = f"dtype printed as {printed[name]}"
            if wrong:
                failed += 1
                print(f"{name}: {a.dtype!r} {a.shape}: {wrong}")
    print(f"roundtrip: seed {seed}: {count - failed} of {count} arrays equal")
    sys.exit(failed != 0)


if __name__ == "__main__":
    main()
