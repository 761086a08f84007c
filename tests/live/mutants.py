#!/usr/bin/env python3
"""Does the conformance runner notice? Changes one expectation in every entry and wants every entry to fail.

    python mutants.py PROGRAM [ROUNDS [SEED]]

PROGRAM is the compiled test target. Each round copies the corpus, changes one random value in each entry of the groups
that are run, and reads which entries the runner says failed. What it may overlook is listed in QUIET, with reasons.
"""
import json
import os
import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
GROUPS = {"dtype": ("dtype_cases.json", None), "descr": ("descr_cases.json", None), "npy": ("manifest.json", "npy"),
          "npz": ("manifest.json", "npz"), "bad": ("manifest.json", "bad"), "pep3118": ("pep3118.json", None), "strides": ("strides.json", None),
          "stats": ("stats_cases.json", None)}

QUIET = [re.compile(p) for p in (
    r"^(id|file|format|input|input_kind|input_text|align)$",  # not what is expected, but what is asked
    r"^load_options\.max_header_size$",                # any limit above the header's length will do
    r"^swapped_repr$",                                 # waits for a change of byte order
    r"(^|\.)(note|why|text|warnings|load_warnings|unsupported|numpy_bug|descr_error|title_repr|dotted|stats_note)(\.|$)",   # prose
    r"(^|\.)(exc|exc_mro|msg|error)(\.|$)",            # any refusal is right
    r"(^|\.)pep3118_error$",                          # why there is none, in words
    r"\.utf8_flag$",                                   # how a name is written; the name is compared
    r"^(function|input|args|methods|tolerance)(\.|$)",  # of statistics: what is asked
    r"^(base|ops)(\.|$)",                               # of views: what is done, not what comes out
    r"^dtype_repr$",                                   # of views: `dtype` says it too, and a `#` in it is a comment
    r"stats_direct\.",                                 # matching NumPy's grouping for views is optional
)]


def leaves(value, path=()):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, path + (key,))
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from leaves(inner, path + (i,))
    else:
        yield path, value


def other(value, rng):
    if value is None:
        return 1
    if isinstance(value, bool):
        return not value
    if isinstance(value, (int, float)):
        return value + 1
    if value in ("nan", "inf", "-inf"):
        return "1.0"
    at = rng.randrange(len(value) + 1)
    if value and all(c in "0123456789abcdef" for c in value):       # hex
        at = at % len(value)
        return value[:at] + format(int(value[at], 16) ^ 1, "x") + value[at + 1:]
    if re.fullmatch(r"-?[0-9.e+-]+", value):                        # a decimal
        return repr(float(value) + 1) if abs(float(value)) < 1e9 else repr(float(value) * 1.5)
    return value[:at] + "#" + value[at:]


def mutate(entry, quiet, rng):
    """Changes one value that matters. Returns where, or None if there is none."""
    entry_leaves = [(p, v) for p, v in leaves(entry) if not quiet(p, entry)]
    # All values of a column have the same weight together, so that the rest gets its turn.
    groups = {}
    for path, value in entry_leaves:
        groups.setdefault(tuple(p for p in path if not isinstance(p, int)), []).append((path, value))
    if not groups:
        return None
    path, value = rng.choice(groups[rng.choice(sorted(groups))])
    at = entry
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = other(value, rng)
    return ".".join(map(str, path)), value, at[path[-1]]


def quiet(path, entry):
    dotted = ".".join(map(str, path))
    asked = dotted == "descr" and "descr_back" in entry or not entry.get("ok", True)
    scalar_with_fields = entry.get("kind", "V") != "V" and entry.get("fields")
    wrapped = "numpy_bug" in entry and dotted in ("itemsize", "canonical_repr")
    wrapped |= "((None, " in (entry.get("npy_descr") or "") and dotted in ("npy_descr", "descr", "repr_roundtrip")
    wrapped |= dotted.endswith("pep3118") and "V0" in json.dumps(entry)     # formats of nothing
    if dotted.startswith("memmap_r.") and not entry["load"]["ok"]:
        return True                                                 # NumPy maps some of what it does not load
    if len(path) > 2 and path[0] == "columns" and path[2] in ("values", "head", "tail"):
        wrapped |= entry["columns"][path[1]]["dtype"][1:] in ("f16", "c32")     # opaque bytes; raw_le_hex has them
    if len(path) >= 2 and path[-2] == "strides":                    # of one element: never used
        at = entry
        for key in path[:-2]:
            at = at[key]
        wrapped |= at["shape"][path[-1]] == 1 or 0 in at["shape"]
    if path[0] == "base_strides":
        shape = entry["base"]["shape"]
        wrapped |= shape[path[1]] == 1 or 0 in shape
    if path[0] == "outputs" and path[-1] == "raw_le_hex":            # NaN has many forms
        wrapped |= "nan" in json.dumps(entry["outputs"][path[1]]["values"])
    return asked or wrapped or scalar_with_fields or any(p.search(dotted) for p in QUIET)


def main():
    program = sys.argv[1]
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    rng = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    missed = total = 0
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            folder = Path(folder)
            for sub in ("npy", "npz", "bad"):
                (folder / sub).symlink_to(CORPUS / sub)
            changed, files = {}, {}
            for group, (file, key) in GROUPS.items():
                content = files.setdefault(file, json.loads((CORPUS / file).read_text()))
                for entry in content if key is None else content[key]:
                    name = entry.get("id") or entry["file"]
                    if (what := mutate(entry, quiet, rng)) is not None:
                        changed[name, entry.get("id") or entry["file"]] = what
            for file, content in files.items():
                (folder / file).write_text(json.dumps(content))
            env = dict(os.environ, DTYPE_CORPUS=str(folder), DTYPE_CORPUS_GROUPS=",".join(GROUPS))
            run = subprocess.run([program], env=env, capture_output=True, text=True)
            seen = {m for m in re.findall(r"^FAILED \w+ (\S+):", run.stdout, re.M)}
            for (name, now), (path, before, after) in changed.items():
                total += 1
                if name not in seen and now not in seen:
                    missed += 1
                    print(f"overlooked: {name}: {path}: {before!r} -> {after!r}")
    print(f"mutants: {total - missed} of {total} noticed")
    sys.exit(missed != 0)


if __name__ == "__main__":
    main()
