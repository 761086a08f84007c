"""pandas and Polars read the text that the program prints, and find the records that NumPy finds in the files.

    python text_formats.py PATH_OF_DTYPE FOLDER...

For every .npy file of the folders with records of numbers, text, times and bools, without sub-arrays: what `dtype cat`
and `dtype convert` print as comma-separated values and as JSON Lines, and what `dtype stats` and `dtype corr` print of
its columns of numbers as comma-separated values.
"""

import io
import pathlib
import subprocess
import sys

import numpy as np
import pandas
import polars


def main(program, folders):
    checked = 0
    for folder in folders:
        for path in sorted(pathlib.Path(folder).iterdir()):
            try:
                records = np.load(path)
            except (ValueError, OSError, EOFError):
                continue
            if not isinstance(records, np.ndarray) or not fits(records):
                continue
            printed = {
                (what, kind): run(program, *args, path)
                for kind in ("csv", "jsonl")
                for what, args in (("cat", ["cat", f"--{kind}"]), ("convert", ["convert", "--to", kind]))
            }
            for kind in ("csv", "jsonl"):
                assert printed["cat", kind] == printed["convert", kind], f"{path}: {kind}"
                text = printed["cat", kind]
                for frame in (pandas_frame(text, kind, records.dtype), polars_frame(text, kind, records.dtype)):
                    for name in records.dtype.names:
                        same(f"{path}: {kind}: {name}", frame[name], records[name])
            numbers(program, path, records)
            checked += 1
    assert checked >= 3, f"only {checked} files"
    print(f"text formats: pandas and Polars find the records of {checked} files")


def numbers(program, path, records):
    """What is printed of columns of numbers is numbers to those who read it, also where NaN decides."""
    names = [name for name in records.dtype.names if records.dtype[name].kind in "iuf" and not set(name) & set(".,[")]
    if not names:
        return
    columns = ",".join(names)
    stats = run(program, "stats", "--csv", "-c", columns, path)
    corr = run(program, "corr", "--csv", "--nan", "propagate", "-c", columns, path)
    for module in (pandas, polars):
        frame = module.read_csv(io.BytesIO(stats))
        assert list(frame["path"]) == names, f"{path}: {list(frame['path'])}"
        for statistic in ("mean", "std", "min", "max"):
            found = frame[statistic].to_numpy()
            assert found.dtype.kind in "iuf", f"{path}: {statistic}: {found.dtype}"
        frame = module.read_csv(io.BytesIO(corr))
        assert list(frame["column"]) == names, f"{path}: {list(frame['column'])}"
        for name in names:
            assert frame[name].to_numpy().dtype.kind in "iuf", f"{path}: {name}: {frame[name]}"


def fits(records):
    names = records.dtype.names
    return (
        records.ndim == 1
        and names is not None
        and len(records) > 0
        and all(records.dtype[name].shape == () and records.dtype[name].kind in "biufSUM" for name in names)
    )


def run(program, command, *args):
    args = [str(arg) for arg in args] + (["-"] if command == "convert" else [])
    return subprocess.run([program, command, *args], check=True, capture_output=True).stdout


def pandas_frame(text, kind, dtype):
    """Columns as arrays of what pandas makes of the text, told which are text."""
    if kind == "csv":
        as_text = {name: str for name in dtype.names if dtype[name].kind in "SUM"}
        return pandas.read_csv(io.BytesIO(text), dtype=as_text, keep_default_na=False, na_values={
            name: ["", "NaN"] for name in dtype.names if dtype[name].kind == "f"
        }, float_precision="round_trip")
    return pandas.read_json(io.BytesIO(text), lines=True, dtype=False, convert_dates=False, precise_float=True)


def polars_frame(text, kind, dtype):
    if kind == "csv":
        kinds = {name: polars.String for name in dtype.names if dtype[name].kind in "SUM"}
        kinds |= {name: polars.Float64 for name in dtype.names if dtype[name].kind == "f"}
        return polars.read_csv(io.BytesIO(text), schema_overrides=kinds, infer_schema_length=None)
    return polars.read_ndjson(io.BytesIO(text), infer_schema_length=None)


def same(where, column, expected):
    """Whether a column of a frame has the values of a field."""
    found = column.to_numpy()
    kind = expected.dtype.kind
    if kind == "f":
        # What JSON has no number for is a string in it.
        found = np.array([float("nan") if x is None else float(x) for x in found]).astype(expected.dtype)
    elif kind == "M":
        found = np.array(["NaT" if x in ("", None) else x for x in found], dtype=expected.dtype)
    elif kind == "S":
        found = np.array([("" if x is None else x).encode() for x in found], dtype=expected.dtype)
    elif kind == "U":
        found = np.array(["" if x is None else x for x in found], dtype=expected.dtype)
    else:
        assert found.dtype.kind in "biu", f"{where}: {found.dtype}"
    expected = expected.astype(expected.dtype.newbyteorder("="))
    np.testing.assert_array_equal(found.astype(expected.dtype), expected, err_msg=where)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
