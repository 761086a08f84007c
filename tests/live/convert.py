#!/usr/bin/env python3
"""Random records between layouts: what a conversion makes of them, and what NumPy does with assign_fields_by_name.

    python convert.py PROGRAM [COUNT [SEED]]

PROGRAM is target/.../convert: it converts the array of every .npy of one folder to the dtype of the .npy of that name
in another, and writes the bytes into a third. The target has the fields of the source in another layout: order of the
fields, offsets, gaps, byte order; and some of the source's fields not at all.
"""
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
from numpy.lib.recfunctions import assign_fields_by_name

from roundtrip import Source


def relaid(source, dtype):
    """The same names and types, written down in another way."""
    if dtype.subdtype:
        base, shape = dtype.subdtype
        return np.dtype((relaid(source, base), shape))
    if dtype.names is None:
        return dtype.newbyteorder(source.pick("<>"))
    names = [dtype.names[i] for i in source.rng.permutation(len(dtype.names))]
    names = names[: len(names) - (len(names) > 1 and source.chance(5))]
    formats = [relaid(source, dtype.fields[n][0]) for n in names]
    if source.chance(2):
        return np.dtype(list(zip(names, formats)), align=source.chance(2))
    offsets, at = [], 0
    for f in formats:
        at += source.below(4)
        offsets.append(at)
        at += f.itemsize
    return np.dtype({"names": names, "formats": formats, "offsets": offsets, "itemsize": at + source.below(4)})


def main():
    program = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 400
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    source = Source(seed)
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        folders = [Path(folder) / name for name in ("from", "to", "out")]
        for one in folders:
            one.mkdir()
        expected = {}
        for i in range(count):
            name = f"{i:05}.npy"
            array = np.ascontiguousarray(source.array()).reshape(-1)
            target = np.zeros(array.shape, relaid(source, array.dtype))
            np.save(folders[0] / name, array)
            np.save(folders[1] / name, target)
            # What NumPy reads back has its gaps and titles as the file tells them.
            array, target = np.load(folders[0] / name), np.load(folders[1] / name)
            target = np.zeros(target.shape, target.dtype)
            assign_fields_by_name(target, array)
            expected[name] = (array.dtype, target)
        run = subprocess.run([program, *folders], capture_output=True, text=True)
        if run.returncode != 0:
            sys.exit(f"{program} failed:\n{run.stderr}")
        for name, (dtype, target) in expected.items():
            if (folders[2] / name).read_bytes() != target.tobytes():
                failed += 1
                print(f"{name}: {dtype!r} to {target.dtype!r}")
    print(f"convert: seed {seed}: {count - failed} of {count} arrays equal")
    sys.exit(failed != 0)


if __name__ == "__main__":
    main()
