#!/usr/bin/env python3
"""Every statistic of random columns of every kind: against NumPy, else SciPy's or pandas' definition by exact fractions.

    python statistics.py PROGRAM [COUNT [SEED]]

PROGRAM is target/.../statistics. Columns have 0 to 3000 elements at any alignment and in both byte orders, with NaN,
infinities, NaT and extremes among them. Integers, extremes, positions, quantiles, running sums and differences must be equal;
float sums and moments are judged by exact arithmetic, see accuracy.py. Where we differ from NumPy on purpose, `expected` says so.
"""
import json
import math
import random
import subprocess
import sys
import warnings
from fractions import Fraction

import numpy as np

from accuracy import Sums, ulp
from stats_agree import moments, same_float

KINDS = ["?", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "f2", "f4", "f8", "f8", "c8", "c16", "M8[s]", "m8[ms]", "S3", "U2"]
QUANTILES = [0.0, 0.1, 0.5, 0.77, 1.0]
METHODS = ["inverted_cdf", "averaged_inverted_cdf", "closest_observation", "interpolated_inverted_cdf", "hazen", "weibull", "linear",
           "median_unbiased", "normal_unbiased", "lower", "higher", "midpoint", "nearest"]
NOT = object()      # nothing is compared: another check has it


def floats(rng, n):
    """Values of a temper: far from zero, of any size, few different ones, or with what is not finite."""
    temper = rng.random()
    if temper < 0.35:
        x = rng.normal(size=n) * 10.0 ** rng.integers(-3, 4)
    elif temper < 0.5:
        x = rng.normal(size=n) + 10.0 ** rng.integers(3, 10)
    elif temper < 0.6:
        x = rng.integers(-3, 4, n).astype("f8")
    elif temper < 0.7:
        x = np.full(n, rng.normal())
    else:
        x = rng.normal(size=n) * 10.0 ** rng.uniform(-30, 30, n)
    if temper > 0.4 and n:
        for special, share in ((np.nan, 0.2), (np.inf, 0.05), (-np.inf, 0.05), (0.0, 0.1), (-0.0, 0.1)):
            if rng.random() < 0.4:
                x[rng.random(n) < share * rng.random()] = special
    return x


def column(rng, kind, n):
    dtype = np.dtype(kind)
    with np.errstate(all="ignore"):
        if dtype.kind == "f":
            return floats(rng, n).astype(dtype)
        if dtype.kind == "c":
            return (floats(rng, n) + 1j * floats(rng, n)).astype(dtype)
        if dtype.kind in "SU":
            few = ["", "a", "ab", "b", "é"] if dtype.kind == "U" else [b"", b"a", b"abc", b"b", b"\xff"]
            return np.array([few[i] for i in rng.integers(0, len(few), n)], dtype) if n else np.zeros(0, dtype)
        if dtype.kind == "b":
            return rng.integers(0, 2, n).astype("?") if rng.random() < 0.8 else np.full(n, rng.random() < 0.5)
        size = "i8" if dtype.kind in "mM" else dtype
        info = np.iinfo(size)
        near = rng.random()
        low, high = (info.min, info.max) if near < 0.3 else (max(info.min, -40), 40)
        x = rng.integers(low, high, n, dtype=size, endpoint=True)
        if near > 0.8 and n:
            x[rng.random(n) < 0.1] = rng.choice([info.min, info.max])
        if dtype.kind in "mM":
            x[rng.random(n) < rng.choice([0, 0, 0.1])] = np.iinfo("i8").min
            return x.view(dtype)
        return x


def case(rng):
    n = int(rng.choice([0, 1, 2, 3, 7, 8, 31, 100, 255, 256, 257, 600, 3000], p=[.05, .08, .08, .08, .1, .1, .1, .1, .08, .08, .07, .05, .03]))
    kind = KINDS[rng.integers(len(KINDS))]
    w = np.abs(floats(rng, n)) if rng.random() < 0.7 else rng.integers(0, 4, n).astype("f8")
    y = rng.integers(-1000, 1000, n).astype("i4")
    order = "<>"[rng.integers(2)]
    names, offsets, at = ["x", "w", "y"], [], 0
    formats = [np.dtype(kind).newbyteorder(order), np.dtype("f8").newbyteorder("<>"[rng.integers(2)]), np.dtype("i4")]
    for form in formats:
        at += int(rng.integers(0, 4))
        offsets.append(at)
        at += form.itemsize
    dtype = np.dtype({"names": names, "formats": formats, "offsets": offsets, "itemsize": at + int(rng.integers(0, 5))})
    a = np.frombuffer(rng.bytes(n * dtype.itemsize), dtype).copy()
    a["x"], a["w"], a["y"] = column(rng, kind, n), w, y
    return a, kind


def described(dtype):
    fields = ", ".join(f"'{dtype.fields[name][0].str}'" for name in dtype.names)
    offsets = [dtype.fields[name][1] for name in dtype.names]
    return f"{{'names': {list(dtype.names)}, 'formats': [{fields}], 'offsets': {offsets}, 'itemsize': {dtype.itemsize}}}"


def plain(found):
    """What the program printed as a Python value; a list of two floats for a complex number."""
    if found is None or found == "error" or isinstance(found, int):
        return found
    kind, *parts = found
    if kind in ("?", "i", "u", "exact", "M", "m"):
        return int(parts[0])
    if kind == "text":
        return parts[0]
    # Text that parses to just the float in its own type.
    form = {"f2": np.float32, "f4": np.float32, "c8": np.float32}.get(kind, np.float64)
    floats = [float(form(part)) for part in parts]
    return floats[0] if len(floats) == 1 else floats


def equal(expected, found):
    if isinstance(expected, list) and isinstance(found, list):
        return len(expected) == len(found) and all(map(equal, expected, found))
    if isinstance(expected, float) and isinstance(found, float):
        return same_float(expected, found)
    return type(expected) is type(found) and expected == found


def python(value):
    """A NumPy scalar as `plain` gives them."""
    if isinstance(value, (np.datetime64, np.timedelta64)):
        return int(value.view("i8"))
    if isinstance(value, np.complexfloating):
        return [float(value.real), float(value.imag)]
    if isinstance(value, np.floating):
        return float(value)
    return int(value)


def ask(function, *arguments, **keywords):
    try:
        return python(function(*arguments, **keywords))
    except (TypeError, ValueError, IndexError, ZeroDivisionError):
        return "error"


def is_missing(x):
    return np.isnat(x) if x.dtype.kind in "mM" else np.isnan(x) if x.dtype.kind in "fc" else np.zeros(x.shape, "?")


def shape_of(x, order):
    """Skewness or kurtosis as SciPy defines them, by fractions; None of nothing, and how far it may be off."""
    if not len(x):
        return None, 0
    if not np.isfinite(x).all():
        return math.nan, 0
    x = [Fraction(v) for v in x.tolist()]
    mean = sum(x) / len(x)
    d = [v - mean for v in x]
    m2, top = sum(v * v for v in d) / len(d), sum(v**order for v in d) / len(d)
    if m2 <= (Fraction(np.finfo("f8").eps) * mean) ** 2:
        return math.nan, 0
    scale = sum(abs(v) ** order for v in d) / len(d)
    wide = Fraction(math.isqrt((m2 * 2**400).__floor__()), 2**200) ** order if order == 3 else m2 * m2
    return float(top / wide - (3 if order == 4 else 0)), float(scale / wide) * 1e-11


def exact_matrix(columns, pairwise, correlation):
    """Covariances or correlations by fractions, and how far each may be off."""
    names, out = range(3), []
    for i in names:
        for j in names:
            a, b = columns[i], columns[j]
            if pairwise:
                kept = ~(np.isnan(a) | np.isnan(b)) if a.dtype.kind == "f" or b.dtype.kind == "f" else np.ones(len(a), "?")
                a, b = a[kept], b[kept]
            n = len(a)
            ok = np.isfinite(a.astype("f8")).all() and np.isfinite(b.astype("f8")).all()
            if n < 2 or not ok:
                out.append((math.nan, 0.0))
                continue
            a, b = ([Fraction(v) for v in part.tolist()] for part in (a, b))
            sa, sb = sum(a), sum(b)
            product = sum(u * v for u, v in zip(a, b)) - sa * sb / n
            squares = [sum(v * v for v in part) - total * total / n for part, total in ((a, sa), (b, sb))]
            both = math.sqrt(float(squares[0])) * math.sqrt(float(squares[1]))
            if correlation:
                constant = not (squares[0] and squares[1])
                out.append((math.nan if constant else max(-1.0, min(1.0, float(product) / both)), 1e-13))
            else:
                out.append((float(product / (n - 1)), 64 * 2.0**-53 * both / (n - 1)))
    return out


def near(expected, found, off):
    if found is None or found == "error":
        return expected is None if found is None else False
    return same_float(expected, found) or math.isfinite(found) and abs(expected - found) <= off


class Judge:
    def __init__(self, a, kind, found):
        self.x = np.ascontiguousarray(a["x"].astype(np.dtype(kind)))
        self.a, self.kind, self.found, self.wrong = a, np.dtype(kind).kind, found, []

    def says(self, name, expected, found=NOT):
        found = plain(self.found[name]) if found is NOT else found
        if expected is not NOT and not equal(expected, found):
            self.wrong.append(f"{name}: expected {expected!r}, found {found!r}")

    def all(self):
        x, missing = self.x, is_missing(self.x)
        self.says("count", len(x))
        self.says("nan_count", int(missing.sum()))
        self.says("count_nonzero", int(np.count_nonzero(x)))
        self.says("any", int(np.count_nonzero(x) > 0))
        self.says("all", int(np.count_nonzero(x) == len(x)))
        self.says("unique", len(np.unique(x)))
        self.extremes(x, missing)
        if self.kind in "SU":
            for name in ("sum", "mean", "var0", "median", "prod", "cumsum", "diff1", "quantile linear", "average", "cov"):
                self.says(name, "error", self.found[name])
            return self.wrong
        self.ends(x, missing)
        self.sums(x, missing)
        self.ranks(x, missing)
        self.running(x)
        self.several(x)
        return self.wrong

    def extremes(self, x, missing):
        for name in ("argmin", "argmax"):
            self.says(name, ask(getattr(np, name), x) if len(x) else None)
            nan = "nan" + name
            expected = ask(getattr(np, nan), x) if self.kind != "U" and self.kind != "S" else ask(getattr(np, name), x)
            self.says(nan, None if not len(x) or missing.all() and self.kind in "fc" else expected)
        if self.kind in "SU":
            return
        for name in ("min", "max"):
            # The sign of a zero is nobody's; a NaN of complex numbers has another part beside it.
            def unsigned(found):
                return found + 0.0 if isinstance(found, float) else [v + 0.0 for v in found] if isinstance(found, list) else found
            expected = ask(getattr(np, name), x) if len(x) else None
            if self.kind != "c" or not missing.any():
                self.says(name, unsigned(expected), unsigned(plain(self.found[name])))
            expected = ask(getattr(np, name), x[~missing]) if not missing.all() else None
            self.says("nan" + name, unsigned(expected), unsigned(plain(self.found["nan" + name])))

    def ends(self, x, missing):
        kept = x[~missing]
        for name, part, at in (("first", x, 0), ("last", x, -1), ("nanfirst", kept, 0), ("nanlast", kept, -1)):
            self.says(name, python(part[at]) if len(part) else None)

    def sums(self, x, missing):
        f, kind = self.found, self.kind
        if kind == "M":
            for name in ("sum", "mean", "var0", "prod", "sum_exact", "skew", "median", "mad", "cumsum"):
                self.says(name, "error", f[name])
        elif kind == "m":
            total = None if missing.any() else sum(x.view("i8").tolist())
            nat = np.iinfo("i8").min
            total = nat if total is None or not -2**63 < total < 2**63 else total
            self.says("sum", total)
            self.says("nansum", total)
            mean = nat if total == nat and missing.any() else None
            if len(x) and not missing.any():
                exact = sum(x.view("i8").tolist())
                mean = int(math.copysign(1, exact)) * (abs(exact) // len(x))
            self.says("mean", mean if len(x) else None)
        elif kind in "biu":
            ints = [int(v) for v in x]
            product = math.prod(ints)
            for name, expected in (("sum", sum(ints)), ("nansum", sum(ints)), ("sum_exact", sum(ints)), ("prod", product)):
                fits = -2**127 <= expected < 2**127
                if fits and name == "prod" and abs(product) != 0 or name != "prod":
                    self.says(name, expected if fits else NOT)
            if product == 0:
                self.says("prod", 0)
            sums = Sums(ints, 8)
            self.judge("mean", sums.judge("mean", float(np.mean(x)), plain(f["mean"])))
            for ddof in (0, 1):
                self.judge(f"var{ddof}", sums.judge("var", float(np.var(x, ddof=ddof)), plain(f[f"var{ddof}"]), ddof))
            self.judge("std0", sums.judge("std", float(np.std(x)), plain(f["std0"])))
        elif kind == "f":
            for prefix, part in (("", x), ("nan", x[~missing])):
                found = {"sum": plain(f[prefix + "sum"]), "mean": plain(f[prefix + "mean"]), "std": plain(f[prefix + "std0"])}
                numpy = {"sum": float(part.sum()), "mean": float(part.mean()), "std": float(part.std())}
                for name, why in moments(part.astype("f8"), x.dtype.itemsize, found, numpy).items():
                    self.judge(prefix + name, why if len(part) or name == "sum" else None if found[name] is None else "expected none")
            kept = x[~missing].astype("f8")
            self.products(x.astype("f8"), "prod")
            self.products(kept, "nanprod")
            expected = math.nan if missing.any() or np.isposinf(x).any() and np.isneginf(x).any() else None
            if expected is None and np.isinf(x).any():
                expected = float(x[np.isinf(x)][0])
            self.says("sum_exact", expected if expected is not None else math.fsum(x.astype("f8").tolist()) + 0.0,
                      plain(f["sum_exact"]) + 0.0)
        if kind in "biuf":
            for order, name in ((3, "skew"), (4, "kurtosis")):
                for prefix, part in (("", x), ("nan", x[~missing])):
                    if len(part) > 300:
                        continue
                    wide = part.astype("f8") if kind == "f" else part
                    if kind == "f" and len(part) and np.isfinite(wide).all() and np.abs(wide).max() > 1e70:
                        continue        # powers leave the range
                    expected, off = shape_of(wide, order)
                    found = plain(f[prefix + name])
                    if found is not None and not near(expected, found, off + 1e-11 * abs(expected)):
                        self.wrong.append(f"{prefix}{name}: expected {expected!r}, found {found!r}")
                    elif (found is None) != (expected is None):
                        self.wrong.append(f"{prefix}{name}: expected {expected!r}, found {found!r}")

    def products(self, x, name):
        found = plain(self.found[name])
        if not np.isfinite(x).all():
            return self.says(name, NOT if not np.isnan(x).any() else math.nan)
        if len(x) > 300:
            return None
        exact = math.prod(map(Fraction, x.tolist()))
        try:
            expected = float(exact)
        except OverflowError:
            expected = math.inf if exact > 0 else -math.inf
        if not near(expected, found, float(min(abs(exact), Fraction(2)**1000)) * 2.0**-52 * (len(x) + 1) + 1e-323) and not (
                math.isinf(found) and abs(exact) > 1.7e308):
            self.wrong.append(f"{name}: expected {expected!r}, found {found!r}")
        return None

    def judge(self, name, why):
        if why:
            self.wrong.append(f"{name}: {why}")

    def ranks(self, x, missing):
        kept, f = x[~missing], self.found
        ints = [int(v) for v in x] if self.kind in "iu" else []
        info = np.iinfo(x.dtype) if ints else None
        wraps = bool(ints) and max(ints) - min(ints) > info.max        # NumPy's differences do
        infinite = self.kind == "f" and np.isinf(x).any()               # and are NaN between infinities
        times = self.kind in "mM" and len(kept) and int(kept.view("i8").max()) - int(kept.view("i8").min()) >= 2**63
        for method in METHODS:
            discrete = method in ("inverted_cdf", "closest_observation", "lower", "higher", "nearest")
            for prefix, part in (("", x), ("nan", kept)):
                name = f"{prefix}quantile {method}"
                if self.kind == "c" or self.kind == "b" and not discrete:
                    self.says(name, "error", f[name])
                    continue
                if self.kind == "b" or (wraps or infinite or times) and not discrete:
                    continue
                if not len(part):
                    self.says(name, [None] * 5, f[name])
                    continue
                if self.kind in "mM" and prefix == "" and missing.any():
                    expected = [int(np.iinfo("i8").min)] * 5
                elif self.kind in "mM" and not discrete:
                    continue                                            # cut by NumPy in ways of its own, by each method
                else:
                    expected = [ask(np.quantile, part, q, method=method) for q in QUANTILES]
                found = [plain(one) for one in f[name]]
                zeros = [v + 0.0 if isinstance(v, float) else v for v in found]
                self.says(name, [v + 0.0 if isinstance(v, float) else v for v in expected], zeros)
        for prefix, part in (("", x), ("nan", kept)):
            if self.kind == "M" or self.kind == "m" and len(part) and np.abs(part.view("i8").astype("f8")).max() >= 2.0**62:
                continue                                                # where the sum of two wraps around in NumPy
            if not len(part):
                self.says(prefix + "median", None)
            elif not infinite and not times and not (self.kind == "c" and missing.any()) and not (self.kind in "iu" and x.dtype.itemsize == 8):
                expected = ask(np.median, part)
                self.says(prefix + "median", expected)
            if self.kind in "iuf" and len(part) and not infinite and (self.kind == "f" or x.dtype.itemsize < 8):
                with_median = np.median(part)
                self.says(prefix + "mad", ask(np.median, np.abs(part - with_median)))
        if self.kind in "iu":
            self.says("ptp", max(ints) - min(ints) if ints else None)
        elif self.kind == "f":
            self.says("ptp", ask(np.ptp, x) if len(x) else None)
        elif self.kind == "b":
            self.says("ptp", "error", f["ptp"])

    def array(self, name, expected, dtype):
        found = self.found[name]
        if found == "error":
            return self.says(name, expected if isinstance(expected, str) else "an array", "error")
        bits = np.frombuffer(bytes.fromhex(found[1]), np.dtype(found[0]))
        if isinstance(expected, str) or found[0] != np.dtype(dtype).str or len(bits) != len(expected):
            self.wrong.append(f"{name}: expected {expected!r} of {dtype}, found {bits!r}")
        elif bits.dtype.kind in "fc":
            parts = [part.view("f%d" % (part.dtype.itemsize // (2 if part.dtype.kind == "c" else 1))) for part in (bits, expected)]
            same = (parts[0] == parts[1]) & (np.signbit(parts[0]) == np.signbit(parts[1])) | np.isnan(parts[0]) & np.isnan(parts[1])
            if not same.all():
                self.wrong.append(f"{name}: expected {expected!r}, found {bits!r}")
        elif bits.tobytes() != expected.tobytes():
            self.wrong.append(f"{name}: expected {expected!r}, found {bits!r}")
        return None

    def running(self, x):
        if self.kind in "biu":
            low, high, dtype = (0, 2**64, "u8") if self.kind == "u" else (-2**63, 2**63, "i8")
            for name, step in (("sum", int.__add__), ("prod", int.__mul__)):
                totals, total = [], None
                for v in x:
                    total = int(v) if total is None else step(total, int(v))
                    totals.append(total)
                    if not low <= total < high:
                        break
                expected = np.array(totals, dtype) if all(low <= t < high for t in totals) else "error"
                self.array("cum" + name, expected, dtype)
                self.array("nancum" + name, expected, dtype)
        elif self.kind in "fc":
            wide = x.astype("f8" if self.kind == "f" else "c16")
            for name in ("cumsum", "cumprod") if self.kind == "f" else ("cumsum",):
                self.array(name, getattr(np, name)(wide), wide.dtype)
                self.array("nan" + name, getattr(np, "nan" + name)(wide), wide.dtype)
        elif self.kind == "m":
            totals, total, nat = [], 0, np.iinfo("i8").min
            for v in x.view("i8").tolist():
                total = None if total is None or v == nat else total + v
                totals.append(nat if total is None or not -2**63 < total < 2**63 else total)
            self.array("cumsum", np.array(totals, "i8").view(x.dtype), x.dtype)
        for n in (1, 3):
            if self.kind in "mM":
                ints = x.view("i8").tolist()
                nat = np.iinfo("i8").min
                for _ in range(n):
                    ints = [b - a if nat not in (a, b) and -2**63 < b - a < 2**63 else nat for a, b in zip(ints, ints[1:])]
                dtype = np.dtype(x.dtype.str.replace("M", "m"))
                self.array(f"diff{n}", np.array(ints, "i8").view(dtype), dtype)
            else:
                self.array(f"diff{n}", np.diff(x, n), x.dtype)

    def several(self, x):
        w, y = np.ascontiguousarray(self.a["w"].astype("f8")), np.ascontiguousarray(self.a["y"].astype("i4"))
        if self.kind not in "biuf":
            for name in ("cov", "nancov", "corrcoef"):
                self.says(name, "error", self.found[name])
            return
        self.averages(x, w)
        if len(x) > 300:
            return
        wide = x.astype("f8") if self.kind == "f" else x.astype(object) if self.kind != "b" else x.astype("i8")
        columns = [x.astype("f8") if self.kind == "f" else x, w, y]
        if self.kind == "f" and np.abs(x[np.isfinite(x)], dtype="f8").max(initial=0) > 1e70 or np.abs(w[np.isfinite(w)]).max(initial=0) > 1e70:
            return
        for name, pairwise, correlation in (("cov", False, False), ("nancov", True, False), ("corrcoef", False, True), ("nancorrcoef", True, True)):
            for (expected, off), found in zip(exact_matrix(columns, pairwise, correlation), self.found[name]):
                found = float(found.replace("NaN", "nan"))
                if not near(expected, found, off) and not (correlation and math.isnan(expected)):
                    self.wrong.append(f"{name}: expected {expected!r} within {off!r}, found {found!r}")
                    break

    def averages(self, x, w):
        for name, kept in (("average", np.ones(len(x), "?")), ("nanaverage", ~(is_missing(x) | np.isnan(w)))):
            found, values, weights = plain(self.found[name]), x[kept], w[kept]
            if not len(values):
                self.says(name, None)
                continue
            finite = np.isfinite(values.astype("f8")).all() and np.isfinite(weights).all()
            if not finite:
                with np.errstate(all="ignore"):
                    expected = float((values.astype("f8") * weights).sum() / weights.sum())
                if np.isnan(expected) and weights.sum() != 0:
                    self.says(name, expected)
                continue
            exact = sum(map(Fraction, weights.tolist()))
            if exact == 0:
                self.says(name, "error")
                continue
            values = [Fraction(float(v)) for v in values]
            products = [v * Fraction(u) for v, u in zip(values, weights.tolist())]
            expected = sum(products) / exact
            off = float(sum(map(abs, products)) / exact) * 16 * 2.0**-53 + float(ulp(expected)) * 4 + 1e-300
            if found == "error" or not near(float(expected), found, off):
                self.wrong.append(f"{name}: expected {float(expected)!r} within {off!r}, found {found!r}")


def main():
    warnings.simplefilter("ignore")
    np.seterr(all="ignore")
    program = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 2000
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else random.randrange(2**32)
    rng = np.random.Generator(np.random.PCG64(seed))
    cases = [case(rng) for _ in range(count)]
    lines = "".join(json.dumps({"dtype": described(a.dtype), "bytes": a.tobytes().hex()}) + "\n" for a, _ in cases)
    run = subprocess.run([program], input=lines, capture_output=True, text=True)
    if run.returncode:
        sys.exit(f"seed {seed}: {run.stderr}")
    failed = 0
    for number, ((a, kind), line) in enumerate(zip(cases, run.stdout.splitlines(), strict=True)):
        for why in Judge(a, kind, json.loads(line)).all():
            failed += 1
            if failed <= 20:
                print(f"case {number}, {len(a)} of {a.dtype.fields['x'][0].str}: {why[:600]}")
    print(f"seed {seed}: {count} columns, {failed} statistics differ")
    sys.exit(failed != 0)


if __name__ == "__main__":
    main()
