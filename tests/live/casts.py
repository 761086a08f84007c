#!/usr/bin/env python3
"""What NumPy casts and to what: the table of np.can_cast, and values of every kind through astype.

    python casts.py FILE [SEED]

Writes FILE, which the test `casts` reads: `tests/corpus/cast_cases.json`, or what DTYPE_CASTS names. Without a seed it
is the recorded table, with one there are random values beside the edge values. Of each value it says what NumPy makes of
it: `=` just these bytes, `!` an error, `?` something that NumPy does not define.
"""
import json
import math
import sys
import warnings

import numpy as np

warnings.simplefilter("ignore")

CASTINGS = ["no", "equiv", "safe", "same_kind", "unsafe"]
UNITS = ["Y", "M", "W", "D", "h", "m", "s", "ms", "us", "ns", "ps", "fs", "as"]
NUMBERS = "? i1 i2 i4 i8 u1 u2 u4 u8 f2 f4 f8 f16 c8 c16 c32".split()


def table_kinds():
    kinds = [order + kind for kind in NUMBERS for order in "<>"]
    lengths = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 16, 19, 20, 21, 22, 24, 31, 32, 33, 47, 48, 63, 64, 65, 95, 96, 97, 128]
    kinds += [f"S{n}" for n in lengths] + [f"{order}U{n}" for n in lengths for order in "<>"]
    kinds += [f"V{n}" for n in (1, 2, 3, 4, 5, 8, 15, 16, 17, 32, 64)]
    steps = [""] + [f"[{unit}]" for unit in UNITS] + ["[2Y]", "[12M]", "[3M]", "[7D]", "[2W]", "[24h]", "[60s]", "[1000ms]"]
    steps += ["[90m]", "[1000000us]", "[1500ms]", "[3as]", "[25s]", "[1000as]"]
    kinds += [kind + step for kind in ("<M8", "<m8") for step in steps]
    kinds += [">M8", ">m8", ">M8[s]", ">m8[s]", ">M8[1000ms]", ">m8[D]"]
    return list(dict.fromkeys(np.dtype(kind).str for kind in kinds))


def level(a, b):
    """The least casting that allows it, as a digit."""
    return next(str(i) for i, casting in enumerate(CASTINGS) if np.can_cast(np.dtype(a), np.dtype(b), casting))


FLOATS = [0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 1.5, 2.5, 0.1, 127.0, 128.0, 255.9, 256.0, -128.9, 999.5, 1000.0, 2049.0, 32768.0]
FLOATS += [65504.0, 65519.9, 65520.0, 999999.94, 1e6, 123456792.0, 2.0**24 + 1, 2.0**31, 2.0**32, 2.0**53, 2.0**63, -(2.0**63)]
FLOATS += [2.0**64, 1e15, 1e16, 1.5e300, 3.4028235e38, 3.4028236e38, 1e-4, 9.99e-5, 1e-5, 6e-8, 2.9e-8, 1e-45, 7e-46, 5e-324]
FLOATS += [math.inf, -math.inf, math.nan, 1 / 3, 155641910984044.12]
INTEGERS = [0, 1, -1, 2, 7, 100, 127, 128, -128, -129, 255, 256, 2047, 2049, 32767, 32768, -32769, 65504, 65519, 65520, 65535, 65536]
INTEGERS += [10**6, 2**24 + 1, 2**31 - 1, 2**31, -(2**31) - 1, 2**32 - 1, 2**32, 2**53 + 1, 2**63 - 1, 2**63, 2**64 - 1, -(2**63)]
NAT = -(2**63)
TIMES = [NAT, 0, 1, -1, 2, -2, 7, -7, 30, 59, 60, 365, -366, 1000, -1000, 86399, 86400, 18262, 10**9 + 7, -(10**12), 2**31, 2**62, 2**63 - 1]
TEXTS = ["", "0", "1", "12", " 12 ", "+7", "-7", "1_0", "_1", "1__0", "0x10", "007", "3.5", ".5", "5.", "1e3", "1E-3", "nan", "-NaN", "inf"]
TEXTS += ["-inf", "Infinity", "abc", "300", "-129", "65535", "65536", "True", "False", "1+2j", "(1+2j)", "1j", "-j", "1-2.5e-3j"]
TEXTS += ["(1", "1 + 2j", "2020-01-01", "2020-02-30", "NaT", "nat", "2020-01-01T12:30:59.5", "1969-12-31T23", "2020-01", "1 2", " ", "\t3\n"]
TEXTS += ["2147483648", "-9223372036854775808", "18446744073709551615", "18446744073709551616", "1e400", "-1e-400", "65519.99", "é", "日本"]
TEXTS += ["2020-01-01T00:00:00Z", "2020-01-01T01:00:00+01:00", "-0044-03-15", "a\0b", "1e-46", "16777217.0000001"]

FROM = "? i1 u1 <i2 >i4 <u4 <i8 <u8 <f2 <f4 >f8 <c8 <c16 S4 S24 <U3 >U24 V4 <M8 <M8[Y] <M8[M] <M8[D] <M8[7D] <M8[ms] >M8[ns] <m8 <m8[Y] <m8[D] <m8[2s] <m8[us]"
TO = "? i1 u1 >i2 <u2 <i4 <i8 >u8 <f2 >f4 <f8 <c8 <c16 S4 S10 S40 <U6 >U40 V2 V9 <M8 <M8[Y] <M8[M] <M8[D] <M8[2D] <M8[h] >M8[ns] <m8 <m8[M] <m8[W] <m8[3s] <m8[ns]"


def values_of(kind, rng):
    """Edge values of a kind, and random ones, as an array."""
    dtype = np.dtype(kind)
    if dtype.kind == "b":
        return np.array([0, 1, 2, 255], "u1").view("?")
    if dtype.kind in "iu":
        info = np.iinfo(dtype)
        found = [v for v in INTEGERS if info.min <= v <= info.max] + [info.min, info.max]
        found += [int(rng.integers(info.min, info.max, endpoint=True, dtype=dtype.newbyteorder("="))) for _ in range(8)] if rng else []
        return np.array(sorted(set(found)), dtype)
    if dtype.kind in "fc":
        found = FLOATS + ([float(v) for v in rng.integers(0, 2**64, 12, dtype="u8").view("f8")] if rng else [])
        found += [float(v) for v in rng.normal(0, 1000, 12)] if rng else []
        if dtype.kind == "c":
            found = [complex(v, w) for v, w in zip(found, found[7:] + found[:7])] + [complex(v, 0) for v in found[:20]] + [complex(0, 2)]
        return np.array(found).astype(dtype)
    if dtype.kind in "SU":
        found = [t for t in TEXTS if dtype.kind == "U" or t.isascii()]
        room = dtype.itemsize // (4 if dtype.kind == "U" else 1)
        found = [t for t in found if len(t) <= room]
        array = np.array([t.encode() if dtype.kind == "S" else t for t in found], dtype)
        return np.append(array, np.array([b"\xe9"], dtype)) if dtype.kind == "S" else array
    if dtype.kind in "mM":
        found = TIMES + ([int(v) >> int(rng.integers(0, 63)) for v in rng.integers(-(2**63) + 1, 2**63, 12)] if rng else [])
        return np.array(found, "i8").view(dtype.newbyteorder("=")).astype(dtype)
    return np.array([b"\0" * dtype.itemsize, bytes(range(1, dtype.itemsize + 1))], dtype)


def seconds(dtype):
    """How many units a step is, and about how long a unit is: None if nobody knows."""
    unit, multiple = np.datetime_data(dtype)
    table = {"Y": 31556952, "M": 2629746, "W": 604800, "D": 86400, "h": 3600, "m": 60}
    sub = {"s": 0, "ms": 3, "us": 6, "ns": 9, "ps": 12, "fs": 15, "as": 18}
    if unit == "generic":
        return multiple, None
    return multiple, table[unit] if unit in table else 10.0 ** -sub[unit]


def is_undefined(value, to):
    """Whether NumPy wraps around, crashes into C's undefined behaviour, or cuts by accident. `value` is a 0-d array."""
    kind = value.dtype.kind
    if kind in "fc" and to.kind in "iumM":
        real = float(value.real)
        if not math.isfinite(real):
            return True
        low, high = (np.iinfo(to).min, np.iinfo(to).max) if to.kind in "iu" else (NAT + 1, 2**63 - 1)
        return not low <= math.trunc(real) <= high
    if kind in "mM":
        count, (multiple, a) = abs(int(value.astype("i8"))), seconds(value.dtype)
        if count == 2**63:
            return False
        if a is None:
            return kind == "m" and to.kind in "SU" and len(str(value)) > 21
        if to.kind == kind:
            b = seconds(to)[1]
            # A calendar passes through days, and spans of months through 4800ths of 400 years.
            finest = a if b is None else min(a, b, 86400 if kind == "M" else b)
            months = kind == "m" and b is not None and (a > 10**6) != (b > 10**6)
            return count * multiple * a / finest * (2**20 if months else 1) > 2.0**62
        if to.kind in "SU":
            if count * multiple > 2**61:
                return True
            # A datetime that just fits loses its last character, but for some units; a span is cut to 21 of them.
            room = to.itemsize // (4 if to.kind == "U" else 1)
            return len(str(value)) == room if kind == "M" else len(str(value)) > 21
        return False
    if kind in "SU" and to.kind == "V":
        return kind == "U" and len(str(value)) == 0
    if kind in "SU" and to.kind in "Mm":
        text = value.item() if kind == "U" else value.item().decode("latin1")
        if "\0" in text or len(text) > 12 and text.strip("+-").isdigit():
            return True
        try:
            years = int(np.datetime64(text, "Y").astype("i8"))
        except ValueError:
            return False
        multiple, unit = seconds(to)
        return to.kind == "M" and years != NAT and unit is not None and abs(years) * 31556952 / unit > 2.0**62
    return False


def outcome(value, to):
    """What NumPy makes of one value: a mark, and the bytes as hex."""
    if is_undefined(value, to):
        return "?", "00" * to.itemsize
    try:
        result = value.reshape(1).astype(to)
    except Exception:
        return "!", "00" * to.itemsize
    if result.dtype != to:
        return "!", "00" * to.itemsize
    return "=", result.tobytes().hex()


def main():
    rng = np.random.default_rng(int(sys.argv[2])) if len(sys.argv) > 2 else None
    kinds = table_kinds()
    values, sources = [], {}
    for a in FROM.split():
        array = values_of(a, rng)
        sources[array.dtype.str] = array.tobytes().hex()
        for b in TO.split():
            marks, results = zip(*(outcome(array[i : i + 1].reshape(()), np.dtype(b)) for i in range(len(array))))
            values.append({"from": array.dtype.str, "to": np.dtype(b).str, "marks": "".join(marks), "results": "".join(results)})
    text = {"numpy": np.__version__, "kinds": kinds, "levels": ["".join(level(a, b) for b in kinds) for a in kinds]}
    text["sources"] = sources
    text["values"] = values
    with open(sys.argv[1], "w") as file:
        file.write("{\n")
        for i, (key, part) in enumerate(text.items()):
            file.write(f'"{key}": ')
            if key in ("levels", "values"):
                file.write("[\n" + ",\n".join(json.dumps(row) for row in part) + "\n]")
            else:
                file.write(json.dumps(part))
            file.write(",\n" if i + 1 < len(text) else "\n")
        file.write("}\n")


if __name__ == "__main__":
    main()
