#!/usr/bin/env python3
"""Damaged headers: do we refuse what NumPy refuses, and read what it reads as it does?

    python headers.py PROGRAM [COUNT [SEED]]

PROGRAM is target/.../roundtrip. Each file is a valid one of the corpus, or a header from the grammar below, with a few
random edits. NumPy's verdict is asked for live. Being laxer than NumPy is a failure. So is being stricter, unless the
reason is on the list.
"""
import random
import re
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

import numpy as np

from roundtrip import field_bytes

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
TOKENS = ["'", '"', "(", ")", "[", "]", "{", "}", ",", ":", " ", "\n", "\t", "\\", "#", "L", "-", "+", "0x1", "1_0", "03",
          "3.0", "True", "False", "None", "''", "b''", "u''", "r''", "'<f8'", "'O'", "'|V3'", "'<i4'", "()", "(2,)", "[]",
          "'descr'", "'shape'", "'fortran_order'", "('a', '<i4')", "('', '|V2')", "(('t', 'n'), '<u2')", "1j", "set()",
          "\x00", "\xe9", "\u6570", "...", "2", "0", "-1", "18446744073709551616", "4294967296", "\r", "\f", ";", "=", "*"]
DESCRS = ["'<f8'", "'|b1'", "'>i4'", "'<U3'", "'|S5'", "'<M8[25us]'", "'m8[D]'", "'|V7'", "'f'", "'int32'", "'i4,f8'",
          "[('a', '<i4'), ('b', '>f8')]", "[('a', '<i4', (2,)), ('', '|V4'), ('b', [('c', '|u1'), ('d', '<f2')])]",
          "[(('title', 'a'), '<c8')]", "('<i4', (2,))", "['ab', 'cd']", "[]", "[('a', '|V0')]", "[('x', '<i4', ())]",
          "'O'", "[('a', '|O')]", "'<f16'", "'g'", "'?'", "'<M8'", "'<M8[generic]'", "'<m8[2W]'", "'=i2'", "'S'", "'<c32'"]
SHAPES = ["(3,)", "()", "(2, 3)", "(0,)", "(3, 1, 2)", "(1L,)", "(3)", "[3]", "(3,2,)", "(True,)", "(-1,)", "( 2 , 0 )"]

# What NumPy reads and we refuse on purpose, by what our error says.
STRICTER = re.compile("|".join((
    r"a type that has fields beside its value",     # a scalar and a record in one
    r"found sub-arrays of shape",                   # NumPy counts their elements as items, and may find enough
    r"found .'[<>|=]?.{1,2}x[0-9a-f]{2}",           # a control character, which NumPy takes for a type's number
)))


class Maker:
    def __init__(self, seed):
        self.rng = random.Random(seed)
        self.files = [f.read_bytes() for f in sorted((CORPUS / "npy").glob("*.npy")) if f.stat().st_size < 400]

    def file(self):
        rng = self.rng
        if rng.random() < 0.3:
            blob = bytearray(rng.choice(self.files))
            for _ in range(rng.choice([1, 1, 1, 2, 3])):                # any bytes of a whole file
                at = rng.randrange(min(len(blob), 140))
                kind = rng.random()
                if kind < 0.4:
                    blob[at] = rng.randrange(256)
                elif kind < 0.6:
                    del blob[at]
                elif kind < 0.8:
                    blob.insert(at, rng.randrange(32, 127))
                else:
                    del blob[rng.randrange(len(blob)):]
                if not blob:
                    break
            return bytes(blob)
        order = rng.choice(["False", "False", "True", "0", "None"]) if rng.random() < 0.4 else "False"
        items = [("'descr'", rng.choice(DESCRS)), ("'fortran_order'", order), ("'shape'", rng.choice(SHAPES))]
        if rng.random() < 0.3:
            rng.shuffle(items)
        text = "{" + ", ".join(f"{k}: {v}" for k, v in items) + rng.choice([", }", "}"])
        for _ in range(rng.choice([0, 0, 1, 1, 1, 2])):
            at = rng.randrange(len(text) + 1)
            if rng.random() < 0.5:
                text = text[:at] + rng.choice(TOKENS) + text[at:]
            else:
                text = text[:at] + text[min(len(text), at + rng.choice([1, 1, 2, 5])):]
        version = rng.choice([1, 1, 1, 2, 3])
        text = text.encode("utf8" if version == 3 else "latin1", "replace")
        size = 2 if version == 1 else 4
        text += b" " * (-(8 + size + len(text) + 1) % 64) + b"\n"
        return b"\x93NUMPY" + bytes([version, 0]) + len(text).to_bytes(size, "little") + text + bytes(range(256)) * 2


def numpy_says(path):
    """dtype, shape and bytes of the array, or None."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with np.errstate(all="ignore"):
                a = np.load(path, allow_pickle=False)
    except (Exception, MemoryError):                                    # noqa: BLE001
        return None
    return a if isinstance(a, np.ndarray) else None


def main():
    program = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 3000
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    maker = Maker(seed)
    failed = accepted = stricter = 0
    with tempfile.TemporaryDirectory() as theirs, tempfile.TemporaryDirectory() as ours:
        for i in range(count):
            (Path(theirs) / f"{i:06}.npy").write_bytes(maker.file())
        run = subprocess.run([program, theirs, ours], capture_output=True, text=True)
        if run.returncode != 0:
            sys.exit(f"{program} failed:\n{run.stderr}")
        printed = {name: rest for name, *rest in (line.split("\t", 2) for line in run.stdout.splitlines())}
        for path in sorted(Path(theirs).iterdir()):
            a = numpy_says(path)
            dtype, rest = printed[path.name]
            wrong = None
            if a is None:
                if dtype != "!":
                    wrong = f"NumPy refuses, we read {dtype} of shape {rest}"
            elif dtype == "!":
                if STRICTER.search(rest):
                    stricter += 1
                else:
                    wrong = f"NumPy reads {a.dtype!r} of shape {a.shape}, we say: {rest}"
            else:
                accepted += 1
                b = np.load(Path(ours) / path.name)
                if (dtype, rest) != (repr(a.dtype), str(list(a.shape))):
                    wrong = f"NumPy reads {a.dtype!r} of shape {a.shape}, we {dtype} of shape {rest}"
                elif field_bytes(a) != field_bytes(b):
                    wrong = f"other bytes of {a.dtype!r}"
            if wrong:
                failed += 1
                print(f"{path.read_bytes()[:200]!r}\n    {wrong}")
    print(f"headers: seed {seed}: {count - failed} of {count} as NumPy ({accepted} read, {stricter} refused on purpose)")
    sys.exit(failed != 0)


if __name__ == "__main__":
    main()
