#!/usr/bin/env python3
"""Errors of float sums, means and variances, ours beside NumPy's, in units in the last place of the exact result.

    python accuracy_table.py PROGRAM

PROGRAM is target/.../statistics. Prints Markdown. Most sets are ill-conditioned on purpose; those from NumAcc1 on are NIST's
Statistical Reference Datasets, of which some are defined by a rule, the observed ones by nist.json. Exact results are those of the floats that both are given, by
fractions. Fails if ours is off by more than NumPy's is, or by 8 units if that is more (of sums that cancel, times how much).
"""
import json
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import numpy as np

from accuracy import Sums, approximate, ulp

OBSERVED = json.loads(Path(__file__).with_name("nist.json").read_text())


def pi_digits(count):
    """The first digits of pi, by Machin's formula in integers."""
    sys.set_int_max_str_digits(count + 100)
    one = 10 ** (count + 10)

    def arctan(inverse):
        term, total, n = one // inverse, 0, 1
        while term:
            total += term // n if n % 4 == 1 else -(term // n)
            term //= inverse * inverse
            n += 2
        return total

    return [int(digit) for digit in str(4 * (4 * arctan(5) - arctan(239)))[:count]]


def alternating(first, low, high):
    return np.array([first] + [low, high] * 500)


def sets():
    rng = np.random.Generator(np.random.PCG64(1))
    normal = rng.normal(size=100_000)
    return [
        ("1e16 + noise", 1e16 + rng.normal(size=100_000) * 100),
        ("alternating ±1e16, and noise", np.where(np.arange(100_001) % 2, 1e16, -1e16) + rng.normal(size=100_001) * 100),
        ("normal", normal),
        ("normal + 1e6", normal + 1e6),
        ("normal + 1e9", normal + 1e9),
        ("ramp of datetimes in ns, as floats", 1.7e18 + np.arange(100_000) * 1e6),
        ("NumAcc1", np.array([10000001.0, 10000003.0, 10000002.0])),
        ("NumAcc2", alternating(1.2, 1.1, 1.3)),
        ("NumAcc3", alternating(1000000.2, 1000000.1, 1000000.3)),
        ("NumAcc4", alternating(10000000.2, 10000000.1, 10000000.3)),
        ("PiDigits", np.array(pi_digits(5000), "f8")),
        *((name, np.array(observed["values"], "f8")) for name, observed in OBSERVED.items()),
    ]


def ours(program, x):
    records = np.zeros(len(x), [("x", "<f8"), ("w", "<f8"), ("y", "<i4")])
    records["x"] = x
    dtype = "[('x', '<f8'), ('w', '<f8'), ('y', '<i4')]"
    line = json.dumps({"dtype": dtype, "bytes": records.tobytes().hex()}) + "\n"
    found = json.loads(subprocess.run([program], input=line, capture_output=True, text=True, check=True).stdout)
    return {name: float(found[name][1]) for name in ("sum", "sum_exact", "mean", "var0")}


def off(found, exact):
    return approximate(abs(Fraction(found) - exact) / ulp(exact))


def shown(ulps):
    return f"{ulps:.1f}" if ulps < 1000 else f"{ulps:.1e}"


def main():
    program, worse = sys.argv[1], []
    print("| values | how many | `sum` | NumPy | `sum_exact` | `mean` | NumPy | `var` | NumPy |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|")
    for name, x in sets():
        sums, found = Sums(x.tolist(), 8), ours(program, x)
        exact = {"sum": sums.sum, "mean": sums.sum / sums.n, "var": sums.squares / sums.n}
        numpy = {"sum": float(x.sum()), "mean": float(x.mean()), "var": float(x.var())}
        for statistic in exact:
            if (why := sums.judge(statistic, numpy[statistic], found[statistic if statistic != "var" else "var0"])) is not None:
                worse.append(f"{name}: {statistic}: {why}")
        cells = [off(found["sum"], exact["sum"]), off(numpy["sum"], exact["sum"]), off(found["sum_exact"], exact["sum"]),
                 off(found["mean"], exact["mean"]), off(numpy["mean"], exact["mean"]),
                 off(found["var0"], exact["var"]), off(numpy["var"], exact["var"])]
        print(f"| {name} | {len(x):,} | {' | '.join(map(shown, cells))} |")
    sys.exit("\n".join(worse) or 0)


if __name__ == "__main__":
    main()
