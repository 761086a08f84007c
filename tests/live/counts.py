#!/usr/bin/env python3
"""Values counted by NumPy and by us: histograms, quantiles of many, and how often each value is there.

    python counts.py PROGRAM [COUNT [SEED]]

PROGRAM is the compiled `counts`. Edges and densities must have the same bits, and what NumPy refuses we refuse.
"""
import json
import subprocess
import sys
import warnings

import numpy as np

warnings.simplefilter("ignore")
ESTIMATORS = ["auto", "fd", "sturges", "scott", "sqrt", "doane", "rice"]
REALS = ["?", "i1", "<i2", ">i4", "<i8", ">i8", "u1", ">u2", "<u4", "<u8", "<f2", ">f2", "<f4", ">f4", "<f8", ">f8"]
OTHERS = ["S3", "<U2", ">U3", "<M8[D]", ">m8[ns]"]


def values(rng, dtype, size, special):
    """Random values, crowded or wide, with NaN and infinities if they are wanted."""
    dtype = np.dtype(dtype)
    if dtype.kind == "b":
        return rng.integers(0, 2, size).astype(dtype)
    if dtype.kind in "iu":
        info = np.iinfo(dtype)
        wide = rng.random() < 0.4
        low, high = (info.min, info.max) if wide else (max(info.min, -50), min(info.max, 50))
        return rng.integers(low, high, size, dtype=dtype.newbyteorder("="), endpoint=True).astype(dtype)
    if dtype.kind == "f":
        scale, shift = 10.0 ** rng.integers(-4, 4), rng.choice([0.0, 1.0, 100.0])
        x = (rng.normal(size=size) * scale + shift)
        if rng.random() < 0.3:
            x = np.round(x)
        if special and size:
            for odd in (np.nan, np.inf, -0.0):
                if rng.random() < 0.3:
                    x[rng.integers(size)] = odd
        return x.astype(dtype)
    if dtype.kind in "mM":
        x = rng.integers(-5, 5, size).astype("<i8")
        x[x == -5] = np.iinfo("i8").min
        return x.view(dtype.newbyteorder("<")).astype(dtype)
    letters = np.array(list("ab\0é" if dtype.kind == "U" else "abc"))
    return np.array(["".join(rng.choice(letters, rng.integers(0, 4))) for _ in range(size)], dtype)


def edges(rng, x):
    finite = x[np.isfinite(x)].astype(float)
    low, high = (finite.min(), finite.max()) if finite.size else (0.0, 1.0)
    return sorted(rng.uniform(low, high + 1, rng.integers(2, 8)).tolist())


def wraps(x, ends):
    """Is a quartile between signed integers whose difference wraps around in NumPy?"""
    if x.dtype.kind != "i" or not x.size:
        return False
    x = np.sort(x if ends is None else x[(x >= ends[0]) & (x <= ends[1])])
    places = [int((x.size - 1) * q) for q in (0.25, 0.75)] if x.size > 1 else []
    return any(int(x[min(at + 1, x.size - 1)]) - int(x[at]) > np.iinfo(x.dtype).max for at in places)


def histogram(x, question):
    if question["bins"] in ("fd", "auto") and wraps(x, question["range"]):
        return None
    try:
        counts, bounds = np.histogram(x, question["bins"], question["range"])
        density, _ = np.histogram(x, question["bins"], question["range"], density=True)
        if x.dtype.char == "e" and isinstance(question["bins"], str):
            # Three digits: the number of bins hangs on how each step was rounded.
            return None
    except (ValueError, IndexError, MemoryError, OverflowError) as error:
        # Differences of `f2` that overflow lead NumPy to places that there are not.
        return None if "negative elements" in str(error) else {"error": str(error)}
    bits = lambda a: np.asarray(a, "f8").view("u8").tolist()
    # Of zeros of both signs, NumPy's greatest depends on the processor and the number of values.
    zeros = len(set(np.signbit(x[x == 0]).tolist()))
    return {"edges": bits(bounds), "counts": counts.tolist(), "density": bits(density), "any_zero": zeros == 2}


def quantiles(x, question):
    return {"values": [np.quantile(x, q).item() for q in question["quantiles"]]}


def same(question, expected, found):
    if question["ask"] == "quantiles":
        # Texts of the type that they have.
        kind = np.dtype(question["dtype"]).newbyteorder("=") if "f4" in question["dtype"] else np.dtype("f8")
        found = np.array([float(text) for text in found.get("values", [])]).astype(kind)
        return np.array_equal(found.astype("f8"), expected["values"], equal_nan=True)
    if question["ask"] == "frequencies":
        return expected == found
    if "error" in expected or "error" in found:
        return ("error" in expected) == ("error" in found)
    if expected["any_zero"] and {expected["edges"][-1], found["edges"][-1]} == {0, 1 << 63}:
        found["edges"][-1] = expected["edges"][-1]
    if expected["edges"] != found["edges"] or expected["counts"] != found["counts"]:
        return False
    return sum(expected["counts"]) == 0 or expected["density"] == found["density"]


def frequencies(x):
    unique, counts = np.unique(x, return_counts=True)
    shown = [str(v) if x.dtype.kind in "mM" else repr(v.item()) if x.dtype.kind in "SU" else v for v in unique]
    return shown, counts.tolist()


def number(text, kind):
    if kind == "b":
        return text == "True"
    return float(text) if kind == "f" else int(text)


def equal_frequencies(x, found):
    shown, counts = frequencies(x)
    if [count for _, count in found["values"]] != counts or found["distinct"] != len(counts):
        return False
    kind = x.dtype.kind
    for expected, (text, _) in zip(shown, found["values"]):
        if kind in "mMSU":
            if expected != text:
                return False
        else:
            value = number(text, kind)
            # Numbers are printed with the digits of their type.
            if not (value == expected or x.dtype.type(value) == expected or (value != value and expected != expected)):
                return False
    most = sorted(zip(range(len(counts)), counts), key=lambda pair: (-pair[1], pair[0]))[:3]
    return [found["values"][i] for i, _ in most] == found["top"]


def main():
    program, count, seed = sys.argv[1], int((sys.argv[2:] or ["3000"])[0]), int((sys.argv[3:] or ["1"])[0])
    rng = np.random.default_rng(seed)
    questions, arrays = [], []
    for i in range(count):
        size = int(rng.choice([0, 1, 2, 3, 10, 100, 1000, 3000], p=[0.05, 0.05, 0.05, 0.1, 0.25, 0.3, 0.15, 0.05]))
        if i % 3 == 0:
            x = values(rng, rng.choice(REALS + OTHERS), size, True)
            question = {"ask": "frequencies", "dtype": x.dtype.str, "hex": x.tobytes().hex()}
        else:
            x = values(rng, rng.choice(REALS), size, rng.random() < 0.2)
            bins = rng.choice(["count", "edges", "estimator"])
            bins = {"count": int(rng.choice([0, 1, 2, 3, 7, 10, 64, 1000, 5000])), "edges": edges(rng, x), "estimator": str(rng.choice(ESTIMATORS))}[bins]
            ends = sorted(rng.uniform(-60, 60, 2).tolist()) if rng.random() < 0.3 else None
            question = {"ask": "histogram", "dtype": x.dtype.str, "hex": x.tobytes().hex(), "bins": bins, "range": ends}
        questions.append(question)
        arrays.append(x)
    # Numbers that lie far apart, and are so many that they are taken along for what needs them twice.
    for i, dtype in enumerate(REALS * 2):
        x = values(rng, dtype, int(rng.integers(66_000, 150_000)), rng.random() < 0.2)
        question = {"dtype": x.dtype.str, "hex": x.tobytes().hex(), "apart": int(rng.integers(24, 70))}
        bins, ends = [10, 1000, "sturges", "rice"][i % 4], [-20.0, 30.0] if rng.random() < 0.2 else None
        question |= {"ask": "histogram", "bins": bins, "range": ends}
        if i >= len(REALS) and x.dtype.kind != "b" and x.dtype.char != "e":
            question |= {"ask": "quantiles", "quantiles": rng.random(3).tolist()}
        questions.append(question)
        arrays.append(x)
    # Values of which nearly all are different.
    for dtype in "<f8", ">i8", "<u4":
        x = rng.integers(0, 1 << 31, 300_000).astype(dtype)
        x[:50] = x[-50:]
        questions.append({"ask": "frequencies", "dtype": x.dtype.str, "hex": x.tobytes().hex(), "apart": 16})
        arrays.append(x)
    text = "".join(json.dumps(question) + "\n" for question in questions)
    done = subprocess.run([program], input=text, capture_output=True, text=True, check=True)
    wrong = 0
    for x, question, line in zip(arrays, questions, done.stdout.splitlines(), strict=True):
        found = json.loads(line)
        if question["ask"] == "frequencies":
            right, expected = "values" in found and equal_frequencies(x, found), None
        else:
            expected = (quantiles if question["ask"] == "quantiles" else histogram)(x, question)
            right = expected is None or same(question, expected, found)
        if not right:
            wrong += 1
            if wrong <= 5:
                print(json.dumps(question)[:600], "\n  expected", str(expected or frequencies(x))[:600], "\n  found   ", line[:600])
    print(f"{len(questions)} questions, {wrong} answered wrong")
    sys.exit(wrong > 0)


main()
