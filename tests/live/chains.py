#!/usr/bin/env python3
"""Random chains of view operations: shape, strides, offset, flags, bounds, self-overlap and values, as NumPy has them.

    python chains.py PROGRAM [COUNT [SEED]]

PROGRAM is target/.../chains: it reads chains in the form of the corpus, one a line, and prints what comes of each. Bases
and operations are made by the corpus's generator, and by `op` here, which knows some more.
"""
import json
import random
import subprocess
import sys
from pathlib import Path

import numpy as np

sys.path.append(str(Path(__file__).resolve().parent.parent / "corpus"))
import generate as corpus                                               # noqa: E402

LONGEST = 12


def base(rng):
    record = rng.random() < 0.35
    dtype = rng.choice(corpus.STRUCTS if record else corpus.STRIDE_DTYPES)
    ndim = rng.choice([0, 1, 2, 2, 3, 3, 4])
    shape = [rng.choice([1, 2, 3, 4, 5, 6]) for _ in range(ndim)]
    if ndim and rng.random() < 0.06:
        shape[rng.randrange(ndim)] = 0
    return {"dtype": dtype, "shape": shape, "order": rng.choice("CCF"), "fill": "pattern",
            "readonly": rng.random() < 0.1}


def op(rng, a):
    """One more operation on `a`."""
    r, nd = rng.random(), a.ndim
    if r < 0.6:
        return corpus.rand_op(rng, a)
    axis = rng.randrange(-nd, nd) if nd else 0
    if r < 0.66 and nd:
        return {"op": "flip", "axis": rng.choice([None, axis])}
    if r < 0.72 and nd:
        return {"op": "moveaxis", "source": [axis], "destination": [rng.randrange(nd)]}
    if r < 0.78 and nd >= 2:
        return {"op": "diagonal", "offset": rng.randint(-2, 3), "axis1": axis, "axis2": rng.randrange(nd)}
    if r < 0.83:
        return {"op": "squeeze", "axis": rng.choice([None, axis]) if nd else None}
    if r < 0.88:
        return {"op": "expand_dims", "axis": rng.choice([[0], [-1], [0, -1], [nd]])}
    if r < 0.93:
        return {"op": "view", "dtype": repr(rng.choice(["<i2", "u1", "<u4", ">i8", "V3"]))}
    if nd and a.size and all(s >= 0 for s in a.strides):
        # Every other element along some axes, and some axes once more: inside of what is there.
        shape = [rng.randint(1, max(1, n)) for n in a.shape]
        steps = [rng.choice([1, 1, 2]) for _ in shape]
        shape = [min(n, (m - 1) // k + 1) for n, m, k in zip(shape, a.shape, steps)]
        strides = [s * k for s, k in zip(a.strides, steps)]
        return {"op": "as_strided", "shape": shape, "strides": strides}
    return {"op": "transpose", "axes": None}


def chain(rng):
    """The operations on a base, and what NumPy makes of them."""
    b, ops = base(rng), []
    a = v = corpus.make_base(b)
    for _ in range(rng.randint(1, LONGEST)):
        one = op(rng, v)
        ops.append(one)
        try:
            v = corpus.apply_op(v, one)
        except Exception:                                               # noqa: BLE001, whatever NumPy refuses it with
            return b, ops, {"failed_op": len(ops) - 1}
        if v.size > 4000 or v.ndim > 10:
            break
    return b, ops, described(a, v)


def overlaps(v):
    """Whether two elements of `v` share a byte: all pairs of neighbours in memory."""
    if v.size == 0 or v.itemsize == 0:
        return False
    at = np.zeros((), np.int64)
    for n, s in zip(v.shape, v.strides):
        at = at[..., None] + np.arange(n) * s
    at = np.sort(at, axis=None)
    return bool(np.any(np.diff(at) < v.itemsize))


def described(a, v):
    start = corpus.addr(a)
    low, high = np.lib.array_utils.byte_bounds(v) if v.size else (corpus.addr(v), corpus.addr(v))
    leaves = [v] if v.dtype.names is None else [leaf for _, leaf in corpus.leaves(v)]
    return {
        "shape": list(v.shape), "strides": list(v.strides), "offset": corpus.addr(v) - start, "dtype": v.dtype.str,
        "c_contiguous": v.flags.c_contiguous, "f_contiguous": v.flags.f_contiguous, "aligned": v.flags.aligned,
        "writeable": v.flags.writeable, "byte_bounds": [low - start, high - start], "overlap": overlaps(v),
        "sha256": [corpus.sha(np.ascontiguousarray(leaf).tobytes()) for leaf in leaves],
    }


def same(expected, found):
    if "failed_op" in expected or "failed_op" in found:
        return expected.get("failed_op") == found.get("failed_op")
    # Strides that lead nowhere may be anything.
    def steps(one):
        return [s for n, s in zip(one["shape"], one["strides"]) if n != 1] if 0 not in one["shape"] else None
    if steps(expected) != steps(found):
        return False
    # NumPy lays the strides of some empty views anew; where later operations would start then, depends on them.
    free = {"strides"} | ({"offset", "byte_bounds"} if 0 in expected["shape"] else set())
    return all(expected[key] == found[key] for key in expected if key not in free)


def main():
    program = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 2000
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    rng = random.Random(seed)
    chains = [chain(rng) for _ in range(count)]
    lines = "".join(json.dumps({"base": b, "ops": ops}) + "\n" for b, ops, _ in chains)
    run = subprocess.run([program], input=lines, capture_output=True, text=True)
    if run.returncode != 0:
        sys.exit(f"{program} failed:\n{run.stderr}")
    results = [json.loads(line) for line in run.stdout.splitlines()]
    failed = 0
    for (b, ops, expected), found in zip(chains, results, strict=True):
        if not same(expected, found):
            failed += 1
            print(f"{b} {ops}\n  NumPy {expected}\n  found {found}")
    refused = sum("failed_op" in expected for _, _, expected in chains)
    print(f"chains: seed {seed}: {count - failed} of {count} as in NumPy, {refused} of them refused")
    sys.exit(failed != 0)


if __name__ == "__main__":
    main()
