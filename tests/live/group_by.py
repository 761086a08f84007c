"""Random records grouped by columns of every kind, by pandas and by us.

    python group_by.py PATH_OF_GROUPS [ROUNDS] [SEED]

Keys are integers, booleans, bytes, text, times and times in buckets, one or two of them, with NaT and NaN among them; the
groups, their order and their statistics have to be those of `DataFrame.groupby(..., dropna=False)`.
"""

import pathlib
import subprocess
import sys
import tempfile

import numpy as np
import pandas as pd

KINDS = {
    "i": lambda rng, n: rng.integers(-3, 4, n).astype(rng.choice(["<i1", ">i2", "<i4", ">i8"])),
    "u": lambda rng, n: (rng.integers(0, 5, n) * 2**60).astype(rng.choice(["<u8", ">u8"])),
    "b": lambda rng, n: rng.integers(0, 2, n).astype("?"),
    "s": lambda rng, n: rng.choice(["", "a", "ab", "b", "zz"], n).astype(rng.choice(["S2", "S9", "<U2", ">U5"])),
    "f": lambda rng, n: rng.choice([np.nan, -np.inf, -1.5, 0.0, 2.0], n).astype(rng.choice(["<f2", ">f4", "<f8"])),
    "t": lambda rng, n: times(rng, n),
}
BUCKETS = ["1m", "15m", "h", "D", "W", "M", "Y"]


def times(rng, n):
    seconds = rng.integers(-(10**9), 10**9, n) // rng.choice([1, 10**4, 10**8])
    seconds[rng.integers(0, 20, n) == 0] = -(2**63)
    return seconds.view("M8[s]")


def main(program, rounds=300, seed=1):
    rng = np.random.default_rng(int(seed))
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for turn in range(int(rounds)):
            check(program, rng, folder, turn)
    print(f"group by: pandas finds the same in {rounds} tables")


def check(program, rng, folder, turn):
    n = int(rng.choice([1, 2, 10, 300, 3000]))
    kinds = [str(kind) for kind in rng.choice(list(KINDS), rng.integers(1, 3), replace=False)]
    columns = {kind: KINDS[kind](rng, n) for kind in kinds}
    x = rng.normal(1e3, 10, n)
    x[rng.integers(0, 10, n) == 0] = np.nan
    columns |= {"x": x, "n": rng.integers(0, 50, n).astype("<i4")}
    if "s" not in columns:
        columns["s"] = KINDS["s"](rng, n)
    if "t" not in columns:
        columns["t"] = times(rng, n)
    dtype = np.dtype([(name, values.dtype) for name, values in columns.items()], align=bool(rng.integers(0, 2)))
    records = np.zeros(n, dtype)
    for name, values in columns.items():
        records[name] = values
    keys, frame = [], {}
    for i, kind in enumerate(kinds):
        values = records[kind]
        bucket = str(rng.choice(BUCKETS)) if kind == "t" and rng.integers(0, 2) else None
        keys.append(f"{kind}:{bucket}" if bucket else kind)
        if bucket:
            values = values.astype(f"M8[{bucket}]")
        frame[f"k{i}"] = comparable(values)
    np.save(folder / "in.npy", records)
    subprocess.run([program, folder / "in.npy", folder / "out.npy", *keys], check=True)
    found = np.load(folder / "out.npy")
    frame = pd.DataFrame(frame)
    for name in "xnt":
        frame[name] = native(records[name])
    frame["s"] = comparable(records["s"])
    frame["row"] = np.arange(n)
    groups = frame.groupby([f"k{i}" for i in range(len(kinds))], dropna=False, sort=True)
    where = f"table {turn}, by {keys} of {dtype}"
    assert len(found) == groups.ngroups, f"{where}: {len(found)} groups, pandas has {groups.ngroups}"
    expected = groups.agg(
        count=("row", "size"), x_nan_sum=("x", "sum"), x_nan_mean=("x", "mean"), x_nan_var=("x", "var"),
        x_nan_std=("x", "std"), x_nan_min=("x", "min"), x_nan_max=("x", "max"), x_nan_median=("x", "median"),
        x_nan_product=("x", "prod"), x_nan_first=("x", "first"), x_nan_last=("x", "last"), n_sum=("n", "sum"),
        n_max=("n", "max"), n_mean=("n", "mean"), n_median=("n", "median"), n_any=("n", "any"), n_all=("n", "all"),
        t_nan_max=("t", "max"), first_row=("row", "first"),
    ).reset_index()
    expected["x_nan_q0.9"] = groups["x"].quantile(0.9).values
    expected["x_nan_count"] = groups["x"].apply(lambda x: x.isna().sum()).values
    for i, kind in enumerate(kinds):
        ours = comparable(found[kind].astype("M8[s]") if kind == "t" else found[kind])
        same(f"{where}: key {kind}", ours, native(expected.pop(f"k{i}").values))
    rows = expected.pop("first_row").values
    same(f"{where}: first text", comparable(found["s_first"]), comparable(records["s"])[rows])
    weighted = []
    lowest = []
    for _, group in groups:
        kept = group[group.x.notna()]
        weights = kept.n.values.astype("f8")
        weighted.append(np.average(kept.x, weights=weights) if weights.sum() else np.nan)
        lowest.append(int(kept.row.values[np.argmin(kept.x.values)]) if len(kept) else -1)
    near(f"{where}: weighted mean", found["x_nan_weighted_mean"], np.array(weighted))
    has_values = np.array(lowest) >= 0
    same(f"{where}: argmin", found["x_nan_argmin"][has_values], np.array(lowest)[has_values])
    for name in expected.columns:
        ours, theirs = native(found[name]), expected[name].values
        if ours.dtype.kind == "f":
            near(f"{where}: {name}", ours, theirs.astype("f8"))
        else:
            same(f"{where}: {name}", ours, native(theirs))


def native(values):
    values = np.asarray(values)
    return values.astype(values.dtype.newbyteorder("="))


def comparable(values):
    """As pandas groups it: halves as floats, times of seconds, text as objects in the order of bytes or code points."""
    values = native(values)
    if values.dtype.kind == "M":
        return values.astype("M8[s]")
    if values.dtype == "f2":
        return values.astype("f4")
    return values.astype(object) if values.dtype.kind in "SU" else values


def same(where, ours, theirs):
    equal = (ours == theirs) | ((ours != ours) & (theirs != theirs))
    assert np.all(equal), f"{where}: {ours} but pandas has {theirs}"


def near(where, ours, theirs):
    close = np.isclose(ours, theirs, rtol=1e-11, atol=1e-9, equal_nan=True)
    assert np.all(close), f"{where}: {ours[~close]} but pandas has {theirs[~close]}"


if __name__ == "__main__":
    main(*sys.argv[1:])
