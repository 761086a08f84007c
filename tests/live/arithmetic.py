#!/usr/bin/env python3
"""Arithmetic with `out` on views of any strides and byte order, as NumPy has it.

    python arithmetic.py PROGRAM [COUNT [SEED]]

PROGRAM is target/.../arithmetic: it reads operations, one a line, and prints the bytes that `out` lies in afterwards. Operands have random
strides, negative ones and none among them, lie at any address, and are broadcast; the first is in one byte order, the others in
the other. Results have NumPy's bits, but for three things: one NaN is as good as another; the lesser of -0.0 and 0.0 is
either; and products and quotients of complex numbers may differ by rounding, because NumPy's depend on the processor. Bytes
that are no element of `out` stay.
"""
import json
import random
import subprocess
import sys

import numpy as np

# With the byte order of the first operand and of `out`; the others have the other.
KINDS = ["<i1", ">i2", "<i4", ">i8", "<u1", "<u2", ">u4", "<u8", ">f2", "<f4", ">f8", "<c8", ">c16"]
BINARY = {"add": np.add, "sub": np.subtract, "mul": np.multiply, "div": np.true_divide, "min": np.minimum, "max": np.maximum}
UNARY = {"neg": np.negative, "abs": np.abs, "sqrt": np.sqrt}
SPECIAL = [0.0, -0.0, 1.0, -1.0, np.inf, -np.inf, np.nan, 65504.0, 6e-8, 1e-300, 1e300, 3.4e38, 1e-45]


def names(kind):
    known = ["add", "sub", "mul", "div", "min", "max", "mul_add", "neg", "clip", "copy_within",
             "add_assign", "sub_assign", "mul_assign", "min_assign", "max_assign", "neg_assign"]
    if kind[0] != "c":
        known += ["abs", "abs_assign"]
    if kind[0] == "f":
        known += ["sqrt", "sqrt_assign"]
    if kind[0] in "fc":
        known += ["div_assign"]
    return known


def values(rng, dtype, count):
    if dtype.kind in "iu":
        info = np.iinfo(dtype)
        some = [info.min, info.max, 0, 1]
        pick = [rng.choice(some) if rng.random() < 0.2 else rng.randint(info.min, info.max) for _ in range(count)]
        return np.array(pick, dtype)
    def one():
        return rng.choice(SPECIAL) if rng.random() < 0.2 else rng.uniform(-1, 1) * 10.0 ** rng.randint(-3, 3)
    if dtype.kind == "c":
        return np.array([complex(one(), one()) for _ in range(count)]).astype(dtype)
    return np.array([one() for _ in range(count)]).astype(dtype)


def memory(rng, dtype, shape, broadcast=False):
    """A view of random strides in a buffer of random bytes, of elements that are no random bytes."""
    kept = [1 if broadcast and rng.random() < 0.25 else n for n in shape]
    drop = rng.randint(0, len(kept)) if broadcast and rng.random() < 0.25 else 0
    kept = kept[drop:]
    axes = list(range(len(kept)))
    rng.shuffle(axes)
    strides, step = [0] * len(kept), dtype.itemsize + rng.choice([0, 0, 1, 3, 8])
    for axis in axes:
        strides[axis] = step * rng.choice([1, 1, -1])
        step = step * kept[axis] + rng.choice([0, 0, 1, 16])
    low = sum((n - 1) * s for n, s in zip(kept, strides) if s < 0)
    high = sum((n - 1) * s for n, s in zip(kept, strides) if s > 0)
    offset = rng.randint(0, 9) - low
    buffer = bytearray(rng.randbytes(offset + high + dtype.itemsize + rng.randint(0, 9)))
    view = np.ndarray(kept, dtype, buffer, offset, strides)
    view[...] = values(rng, dtype, view.size).reshape(kept)
    return buffer, view, {"bytes": bytes(buffer).hex(), "shape": kept, "strides": strides, "offset": offset}


def operation(rng):
    said = rng.choice(KINDS)
    order, kind = said[0], said[1:]
    first, others = np.dtype(said), np.dtype("<>".replace(order, "") + kind)
    op = rng.choice(names(kind))
    large = rng.random() < 0.03
    shape = [rng.randint(40, 90), rng.randint(40, 90)] if large else [rng.randint(1, 7) for _ in range(rng.randint(0, 3))]
    if op == "copy_within":
        shape = [rng.randint(2, 9)] + shape[:1]
    name = op.removesuffix("_assign")
    to = np.dtype(order + "f8") if op == "div" and kind[0] in "iu" else first
    buffer, out, described = memory(rng, to, shape)
    if op.endswith("_assign"):
        given = [memory(rng, others, shape, True)] if name in BINARY else []
        arrays = [out] + [view for _, view, _ in given]
    elif op == "copy_within":
        given, arrays = [], []
    elif name == "clip":
        given = [memory(rng, first, shape, True)] + [memory(rng, first, [1]) for _ in range(2)]
        arrays = [view for _, view, _ in given]
    else:
        count = 3 if op == "mul_add" else 2 if name in BINARY else 1
        given = [memory(rng, first if i == 0 else others, shape, True) for i in range(count)]
        arrays = [view for _, view, _ in given]
    line = {"op": op, "kind": said, "operands": [entry for _, _, entry in given], "out": described}
    with np.errstate(all="ignore"):
        if op == "copy_within":
            out[1:] = out[:-1].copy()
        elif op == "mul_add":
            np.add(np.multiply(arrays[0], arrays[1]), arrays[2], out=out)
        elif name == "clip":
            # As the definition says, which `np.clip` follows but for the order of its operands.
            np.minimum(np.maximum(arrays[0], arrays[1][0]), arrays[2][0], out=out)
        else:
            (BINARY | UNARY)[name](*arrays, out=out)
    return line, buffer, out


def parts(array):
    native = np.ascontiguousarray(array).astype(array.dtype.newbyteorder("="))
    return native.reshape(-1).view(native.real.dtype) if native.dtype.kind == "c" else native.reshape(-1)


def agree(op, expected, found):
    """The buffers and the views in them."""
    (buffer, out), (ours, view) = expected, found
    a, b = parts(out), parts(view)
    if a.dtype.kind in "iu":
        same = np.array_equal(a, b)
    elif out.dtype.kind == "c" and op.removesuffix("_assign") in ("mul", "mul_add", "div"):
        same = complex_agree(out, view)
    else:
        bits = a.view(f"u{a.itemsize}") == b.view(f"u{b.itemsize}")
        zeros = (a == 0) & (b == 0) & (op.removesuffix("_assign") in ("min", "max", "clip"))
        same = bool(np.all(bits | zeros | (np.isnan(a) & np.isnan(b))))
    view[...] = out
    return same and bytes(buffer) == bytes(ours)


def complex_agree(out, view):
    """Within rounding of the larger part; what is not finite in one is not in the other."""
    a, b = (np.ascontiguousarray(x).astype("c16").reshape(-1) for x in (out, view))
    with np.errstate(all="ignore"):
        odd = ~np.isfinite(a) & ~np.isfinite(b)
        eps = np.finfo(out.real.dtype).eps
        tiny = float(np.finfo(out.real.dtype).tiny)
        near = np.abs(a - b) <= 1e3 * eps * np.maximum(np.abs(a), np.abs(b)) + 4 * tiny
    return bool(np.all(near | odd))


def main():
    program = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 3000
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else random.randrange(1 << 32)
    rng = random.Random(seed)
    asked = [operation(rng) for _ in range(count)]
    lines = "".join(json.dumps(line) + "\n" for line, _, _ in asked)
    answers = subprocess.run([program], input=lines, capture_output=True, text=True)
    if answers.returncode:
        sys.exit(f"seed {seed}: {answers.stderr}")
    wrong = 0
    for (line, buffer, out), answer in zip(asked, answers.stdout.splitlines(), strict=True):
        ours = bytearray(bytes.fromhex(answer))
        at = line["out"]
        view = np.ndarray(at["shape"], out.dtype, ours, at["offset"], at["strides"])
        found = view.copy()
        if not agree(line["op"], (buffer, out), (ours, view)):
            wrong += 1
            if wrong <= 5:
                print(f"{json.dumps(line)[:600]}\n  NumPy {out.tolist()}\n  ours  {found.tolist()}"[:2000])
    print(f"arithmetic: {count} operations, seed {seed}, {wrong} not as NumPy")
    sys.exit(wrong > 0)


main()
