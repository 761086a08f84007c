#!/usr/bin/env python3
"""Random archives through both libraries: NumPy writes, we read and write, NumPy reads.

    python npz.py PROGRAM [COUNT [SEED]]

PROGRAM is target/.../archives: it copies every .npz of one folder into another, storing and deflating by turns. NumPy
must find the same keys in the same order and the same arrays, each member must have the bytes that NumPy wrote, stored
data must start at multiples of 64 bytes, and Python's zip reader must find nothing wrong.
"""
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import numpy as np

from roundtrip import NAMES, Source, same


def write(path, arrays, source):
    """As savez, as savez_compressed, or with lengths of 64 bits and methods by turns."""
    way = source.below(3)
    if way < 2:
        return (np.savez, np.savez_compressed)[way](path, **arrays)
    with zipfile.ZipFile(path, "w") as archive:
        for key, array in arrays.items():
            info = zipfile.ZipInfo(key + ".npy")
            info.compress_type = source.pick([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
            with archive.open(info, "w", force_zip64=source.chance(2)) as member:
                np.lib.format.write_array(member, array)


def data_start(raw, info):
    """Where the array's data starts in the file: behind the local header, and the header of the array."""
    at = info.header_offset
    at += 30 + int.from_bytes(raw[at + 26:at + 28], "little") + int.from_bytes(raw[at + 28:at + 30], "little")
    width = 2 if raw[at + 6] == 1 else 4
    return at + 8 + width + int.from_bytes(raw[at + 8:at + 8 + width], "little")


def compare(name, ours, theirs):
    with np.load(ours) as a, np.load(theirs) as b, zipfile.ZipFile(ours) as archive:
        assert a.files == b.files, f"{name}: expected {b.files}, found {a.files}"
        assert archive.testzip() is None, f"{name}: a wrong checksum"
        for key, info in zip(a.files, archive.infolist()):
            assert same(a[key], b[key]), f"{name} {key}: NumPy reads {a[key].dtype!r} of shape {a[key].shape}"
            assert archive.read(info) == b.zip.read(info.filename), f"{name} {key}: other bytes"
            if info.compress_type == zipfile.ZIP_STORED:
                at = data_start(Path(ours).read_bytes(), info)
                assert at % 64 == 0, f"{name} {key}: data at byte {at}"


def main():
    program = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 300
    source = Source(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    members = 0
    with tempfile.TemporaryDirectory() as folder:
        theirs, ours = Path(folder, "theirs"), Path(folder, "ours")
        theirs.mkdir(), ours.mkdir()
        for i in range(count):
            keys = [NAMES[at].replace("\\", "/") for at in source.rng.permutation(len(NAMES))[:source.below(6)]]
            arrays = {key: source.array() for key in keys}
            members += len(arrays)
            write(theirs / f"{i}.npz", arrays, source)
        subprocess.run([program, theirs, ours], check=True)
        for i in range(count):
            compare(f"archive {i}", ours / f"{i}.npz", theirs / f"{i}.npz")
    print(f"npz: {count} archives with {members} members agree")


if __name__ == "__main__":
    main()
