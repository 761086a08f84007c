#!/usr/bin/env python3
"""`dtype stats --json` against NumPy, column by column, on every .npy file of some folders.

    python stats_agree.py PROGRAM FOLDER...

A file is an .npy by its content, whatever its name. What NumPy refuses, the program must refuse too. Integers, extremes,
counts and positions must be equal; float sums and moments are judged by exact arithmetic, see accuracy.py. A folder that
is not there is said so and counts for nothing.
"""
import json
import math
import subprocess
import sys
import warnings
from pathlib import Path

import numpy as np

from accuracy import Sums

KEYS = ["path", "dtype", "shape", "count", "nan_count", "sum", "mean", "std", "var", "min", "max", "argmin", "argmax"]
SPECIAL = {"NaN": math.nan, "Infinity": math.inf, "-Infinity": -math.inf}


def leaves(a, path=()):
    if a.dtype.names is None:
        yield path, a
    else:
        for name in a.dtype.names:
            yield from leaves(a[name], path + (name,))


def number(found):
    """A float of the JSON document; None stays None."""
    found = SPECIAL.get(found, found) if isinstance(found, str) else found
    if found is not None and not isinstance(found, (int, float)):
        raise ValueError(f"expected a number, found {found!r}")
    return None if found is None else float(found)


def same_float(expected, found):
    if expected is None or found is None:
        return expected is found
    return expected == found or math.isnan(expected) and math.isnan(found)


def agree(expected, found):
    """None if equal, else a sentence; bool and int are different, and so are int and float."""
    return None if type(expected) is type(found) and expected == found else f"expected {expected!r}, found {found!r}"


def moments(part, width, found, numpy):
    """Float statistics of one list of floats: {name: sentence}."""
    wrong = {}
    nan = np.isnan(part).any()
    plus, minus = np.isposinf(part).any(), np.isneginf(part).any()
    finite = Sums([float(x) for x in part if math.isfinite(x)], width)
    for name in found:
        if not (nan or plus or minus):
            wrong[name] = finite.judge(name, numpy[name], found[name])
            continue
        one_sign = name in ("sum", "mean") and not nan and not (plus and minus)
        expected = (math.inf if plus else -math.inf) if one_sign else math.nan
        wrong[name] = None if same_float(expected, found[name]) else f"expected {expected}, found {found[name]}"
    return wrong


def real_column(flat, column):
    found = {name: number(column[name]) for name in ("sum", "mean", "var", "std")}
    numpy = {name: float(getattr(flat, name)()) for name in found}
    if flat.dtype.kind == "f":
        wrong = moments(flat.astype("f8"), flat.dtype.itemsize, found, numpy)
        for name in ("min", "max"):
            expected = float(getattr(flat, name)()) if flat.size else None
            if not same_float(expected, number(column[name])):
                wrong[name] = f"expected {expected}, found {column[name]!r}"
        return wrong
    ints = [int(x) for x in flat]
    sums = Sums(ints, 8)
    wrong = {name: sums.judge(name, numpy[name], found[name]) for name in ("mean", "var", "std")}
    wrong["sum"] = agree(sum(ints), column["sum"])
    for name in ("min", "max"):
        wrong[name] = agree(getattr(flat, name)().item() if flat.size else None, column[name])
    return wrong


def complex_column(flat, column):
    wrong = {}
    width = flat.dtype.itemsize // 2
    for i, part in enumerate((flat.real, flat.imag)):
        found = {name: number(column[name][i]) if column[name] else None for name in ("sum", "mean")}
        numpy = {"sum": float(part.sum()), "mean": float(part.mean()) if flat.size else math.nan}
        judged = moments(part.astype("f8"), width, found, numpy)
        if flat.size and not np.isfinite(flat).all():       # NumPy's division makes NaN of a part beside an infinite one
            expected = float((flat.mean().real, flat.mean().imag)[i])
            judged["mean"] = None if same_float(expected, found["mean"]) else f"expected {expected}, found {found['mean']}"
        wrong |= {f"{name} part {i}": why for name, why in judged.items()}
    found = {name: number(column[name]) for name in ("var", "std")}
    if np.isfinite(flat).all():
        both = Sums([float(x) for x in flat.real], width)
        imaginary = Sums([float(x) for x in flat.imag], width)
        both.squares += imaginary.squares
        both.sum_abs += imaginary.sum_abs
        wrong |= {name: both.judge(name, float(getattr(flat, name)()), found[name]) for name in found}
    else:
        wrong |= {name: None if same_float(math.nan, x) else f"expected NaN, found {x}" for name, x in found.items()}
    for name in ("min", "max"):
        if flat.size:
            z = complex(getattr(flat, name)())
            found = column[name] and [number(x) for x in column[name]]
            if not found or not (same_float(z.real, found[0]) and same_float(z.imag, found[1])):
                wrong[name] = f"expected {z}, found {found}"
        else:
            wrong[name] = agree(None, column[name])
    return wrong


def shown(time):
    """A datetime as NumPy prints it, a timedelta as its count. NumPy cannot print datetimes without a unit."""
    if np.isnat(time):
        return "NaT"
    count = int(time.view("i8"))
    if time.dtype.kind == "m":
        return count
    return f"{count} generic time units" if time.dtype == np.dtype("M8") else str(time)


def time_column(flat, column):
    counts = [int(x) for x in flat.view("i8")]
    nat = bool(np.isnat(flat).any())
    wrong = {}
    if flat.dtype.kind == "m":
        total = sum(counts)
        whole = "NaT" if nat or abs(total) >= 2**63 else total
        mean = None if not counts else whole if whole == "NaT" else int(math.copysign(1, total)) * (abs(total) // len(counts))
        wrong["sum"], wrong["mean"] = agree(whole, column["sum"]), agree(mean, column["mean"])
    else:
        wrong["sum"], wrong["mean"] = agree(None, column["sum"]), agree(None, column["mean"])
    for name in ("min", "max"):
        wrong[name] = agree(shown(getattr(flat, name)()) if flat.size else None, column[name])
    wrong |= {name: agree(None, column[name]) for name in ("var", "std")}
    return wrong


def check_column(a, column):
    kind, long_double = a.dtype.kind, a.dtype.kind in "fc" and a.dtype.itemsize > (8 if a.dtype.kind == "f" else 16)
    flat = np.ascontiguousarray(a.astype(a.dtype.newbyteorder("="))).reshape(-1)
    wrong = {"dtype": agree(a.dtype.str, column["dtype"]), "count": agree(flat.size, column["count"])}
    if kind == "b":
        flat = flat.view("u1") != 0
    if long_double:
        return wrong | {name: agree(None, column[name]) for name in KEYS[4:]}
    nans = int(np.isnan(flat).sum()) if kind in "fc" else int(np.isnat(flat).sum()) if kind in "mM" else 0
    wrong["nan_count"] = agree(nans, column["nan_count"])
    for name in ("argmin", "argmax"):
        expected = int(getattr(flat, name)()) if flat.size and kind != "V" else None
        wrong[name] = agree(expected, column[name])
    if kind in "biuf":
        return wrong | real_column(flat, column)
    if kind == "c":
        return wrong | complex_column(flat, column)
    if kind in "mM":
        return wrong | time_column(flat, column)
    return wrong | {name: agree(None, column[name]) for name in ("sum", "mean", "var", "std", "min", "max")}


def check_file(program, path):
    """Sentences about what differs."""
    run = subprocess.run([program, "stats", "--json", str(path)], capture_output=True, text=True)
    try:
        a = np.load(path, allow_pickle=False)
    except Exception as error:                      # noqa: BLE001
        return [] if run.returncode else [f"NumPy refuses it ({error}), the program does not"]
    if run.returncode:
        return [f"NumPy reads it, the program says: {run.stderr.strip()}"]
    found = json.loads(run.stdout)
    wrong = []
    for name, expected in (("records", a.size), ("shape", list(a.shape))):
        if (why := agree(expected, found[name])) is not None:
            wrong.append(f"{name}: {why}")
    expected = list(leaves(a))
    if [list(path) for path, _ in expected] != [column["path"] for column in found["columns"]]:
        return wrong + [f"expected columns {[p for p, _ in expected]}, found {[c['path'] for c in found['columns']]}"]
    for (path, leaf), column in zip(expected, found["columns"]):
        if list(column) != KEYS:
            wrong.append(f"{'.'.join(path)}: expected keys {KEYS}, found {list(column)}")
            continue
        inner = list(leaf.shape[a.ndim:])
        if column["shape"] != inner:
            wrong.append(f"{'.'.join(path)}: shape: expected {inner}, found {column['shape']}")
        wrong += [f"{'.'.join(path)}: {name}: {why}" for name, why in check_column(leaf, column).items() if why]
    return wrong


def main():
    warnings.simplefilter("ignore")
    np.seterr(all="ignore")
    program, folders = sys.argv[1], [Path(f) for f in sys.argv[2:]]
    failed = files = 0
    for folder in folders:
        if not folder.is_dir():
            print(f"stats: {folder} is not there: not run")
            continue
        for path in sorted(folder.rglob("*")):
            if not path.is_file() or path.open("rb").read(6) != b"\x93NUMPY":
                continue
            files += 1
            wrong = check_file(program, path)
            failed += bool(wrong)
            for why in wrong:
                print(f"{path}: {why}")
    print(f"stats: {files - failed} of {files} files agree with NumPy {np.__version__}")
    sys.exit(failed != 0 or files == 0)


if __name__ == "__main__":
    main()
