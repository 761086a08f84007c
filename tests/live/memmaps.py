#!/usr/bin/env python3
"""Mapped files, mode by mode: the same writes through np.memmap and through us leave the same bytes.

    python memmaps.py PROGRAM [COUNT [SEED]]
    python memmaps.py --new FOLDER

PROGRAM is target/.../memmaps: it takes a line a file, with what to map and what to write, and answers with the bytes that
the map then shows. NumPy does the same to a copy. What is shown must be equal, and so must the files; in mode c neither
may have changed.

With --new, the files that NumPy makes in mode w+ are written to FOLDER: what tests/memmap holds.
"""
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

from roundtrip import Source

TICK = np.dtype([("time", "<i8"), ("price", "<f8")])
PADDED = np.dtype([("on", "?"), ("x", "<f8")], align=True)
NEW = {                                             # name: dtype, shape, Fortran order
    "ticks": (TICK, (3,), False),
    "padded": (PADDED, (2,), False),
    "empty": (TICK, (0,), False),
    "one": (np.dtype(">f4"), (), False),
    "c_2x3": (np.dtype("<i2"), (2, 3), False),
    "f_2x3": (np.dtype("<i2"), (2, 3), True),
    "f_3": (np.dtype("<i2"), (3,), True),
    "names": (np.dtype([("é", "u1"), ("数", "<M8[ns]")]), (1,), False),
}
OFFSET = 5                                          # of the data in files without a header, in bytes


def new(folder):
    """What NumPy makes in mode w+, the n-th byte of the data set to n."""
    for name, (dtype, shape, fortran) in NEW.items():
        order = "F" if fortran else "C"
        npy = np.lib.format.open_memmap(folder / f"{name}.npy", "w+", dtype, shape, fortran)
        maps = [npy]
        if np.prod(shape):                          # NumPy makes a byte of nothing
            maps.append(np.memmap(folder / f"{name}.bin", dtype, "w+", OFFSET, shape or (1,), order))
        for m in maps:
            data = m.reshape(-1, order=order).view(f"V{dtype.itemsize}")
            data[...] = np.arange(data.size * dtype.itemsize, dtype="u1").view(data.dtype)
            m.flush()


def opened(path, kind, mode, a, offset):
    order = "F" if a.flags.f_contiguous and not a.flags.c_contiguous else "C"
    if kind == "raw":
        return np.memmap(path, a.dtype, mode, offset, a.shape or (1,), order)
    if mode == "w+":
        return np.lib.format.open_memmap(path, mode, a.dtype, a.shape, order == "F", version=None)
    return np.lib.format.open_memmap(path, mode)


def write(path, kind, a, offset):
    if kind == "npy":
        np.save(path, a)
    else:
        path.write_bytes(bytes(i % 251 for i in range(offset)) + a.tobytes("A"))


def patches(a, source):
    """Places in the order of the file, and the bytes of an item to write there."""
    size = a.dtype.itemsize
    raw = a.tobytes("A")
    for _ in range(source.below(4) if a.size and size else 0):
        item = source.below(a.size) * size          # of the array itself: all bytes are values
        yield source.below(a.size), raw[item:item + size]


def field(a, source):
    """A field that has no fields, and values for it: its own in another order. Or none."""
    names = [n for n in a.dtype.names or () if a.dtype[n].base.names is None]
    if not names or source.chance(3):
        return "", None
    name = source.pick(names)
    values = a[name]
    return name, values.reshape(-1)[::-1].reshape(values.shape)


def spelled(dtype):
    """A dtype in the dict form, whatever its layout."""
    if dtype.subdtype:
        base, shape = dtype.subdtype
        return f"({spelled(base)}, {shape})"
    if dtype.names is None:
        return repr(dtype.str)
    fields = [dtype.fields[name] for name in dtype.names]
    spec = {"names": repr(list(dtype.names)), "offsets": repr([field[1] for field in fields]),
            "formats": f"[{', '.join(spelled(field[0]) for field in fields)}]", "itemsize": dtype.itemsize}
    if any(len(field) > 2 for field in fields):
        spec["titles"] = repr([field[2] if len(field) > 2 else None for field in fields])
    return "{" + ", ".join(f"'{key}': {value}" for key, value in spec.items()) + "}"


def main():
    if sys.argv[1] == "--new":
        folder = Path(sys.argv[2])
        folder.mkdir(exist_ok=True)
        return new(folder)
    program = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 500
    source = Source(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    tally = {}
    with tempfile.TemporaryDirectory() as folder:
        cases, lines = [], []
        for i in range(count):
            a = source.array()
            kind, mode = source.pick(["npy", "raw"]), source.pick(["r", "c", "r+", "w+"])
            if kind == "raw" and (a.nbytes == 0 or a.dtype.hasobject):
                kind = "npy"
            offset = source.pick([0, 1, 64, 5000]) if kind == "raw" else 0
            theirs, ours = Path(folder, f"{i}.theirs"), Path(folder, f"{i}.ours")
            write(theirs.with_suffix(".npy"), kind, a, offset)
            theirs = theirs.with_suffix(".npy")
            before = theirs.read_bytes()
            shutil.copy(theirs, ours)
            m = opened(theirs, kind, mode, a, offset)
            changes = list(patches(a, source)) if mode != "r" else []
            if changes and a.dtype.itemsize:
                flat = m.reshape(-1, order="A").view(f"V{a.dtype.itemsize}")
                assert np.shares_memory(flat, m)
                for place, item in changes:
                    flat[place:place + 1] = np.frombuffer(item, flat.dtype)
            name, values = field(a, source) if mode != "r" else ("", None)
            if name:
                m[name] = values
                np.save(ours.with_suffix(".values.npy"), values)
            m.flush()
            order = "F" if m.flags.f_contiguous and not m.flags.c_contiguous else "C"
            shape = ",".join(map(str, a.shape or ((1,) if kind == "raw" else ())))
            written = ";".join(f"{place}:{item.hex()}" for place, item in changes)
            lines.append("\t".join([str(ours), kind, mode, str(offset), order, shape, spelled(m.dtype), written,
                                    name.encode().hex(), str(ours.with_suffix(".values.npy"))]))
            cases.append((f"{i}: {kind} {mode} {a.dtype!r} {a.shape}", theirs, ours, mode, before, m.tobytes("A")))
            del m
        run = subprocess.run([program], input="\n".join(lines), capture_output=True, encoding="utf-8")
        if run.returncode:
            sys.exit(f"{program} failed:\n{run.stderr}")
        answers = run.stdout.splitlines()
        assert len(answers) == len(cases)
        for (name, theirs, ours, mode, before, seen), answer in zip(cases, answers):
            assert bytes.fromhex(answer) == seen, f"{name}: NumPy shows {seen.hex()}, we {answer}"
            assert ours.read_bytes() == theirs.read_bytes(), f"{name}: other bytes in the file"
            assert mode not in "rc" or ours.read_bytes() == before, f"{name}: the file has changed"
            tally[mode] = tally.get(mode, 0) + 1
    print("memmaps:", ", ".join(f"{n} in mode {mode}" for mode, n in sorted(tally.items())), "agree")


if __name__ == "__main__":
    main()
