"""When a float sum, mean, variance or deviation is right: exact arithmetic by fractions.

Ours, a binary64, may be off by as much as NumPy's own result is, or by 8 ulp of the exact value; sums and means get
that times sum(|x|) / |sum(x)|, which is how much the data cancel. NumPy's result must be within the error bound of
the way it adds, in the type it adds in; where NumPy left the range of its type, ours must be right alone.
"""
import math
from fractions import Fraction

UNIT = {2: 2.0**-11, 4: 2.0**-24, 8: 2.0**-53}          # largest relative error of one rounding
TINY = {2: 2.0**-24, 4: 2.0**-149, 8: 5e-324}           # distance between subnormals
LARGEST = {2: 65504.0, 4: 3.4028234663852886e38, 8: 1.7976931348623157e308}


def approximate(x):
    try:
        return float(x)
    except OverflowError:
        return math.inf


def ulp(x):
    """Distance between neighbouring binary64 around a fraction."""
    x = abs(x)
    if not x:
        return Fraction(5e-324)
    e = x.numerator.bit_length() - x.denominator.bit_length()
    if x < Fraction(2) ** e:
        e -= 1
    return Fraction(2) ** (max(e, -1022) - 52)


def root(x):
    """Square root of a fraction, to about 120 bits."""
    product = x.numerator * x.denominator
    shift = max(0, 256 - product.bit_length() + 1) // 2
    return Fraction(math.isqrt(product << (2 * shift)), x.denominator << shift)


class Sums:
    """The exact sums of finite numbers; `width` is the size in bytes of the float type NumPy computes in."""

    def __init__(self, values, width):
        ratios = [v.as_integer_ratio() for v in values]
        scale = max((d for _, d in ratios), default=1)
        x = [n * (scale // d) for n, d in ratios]
        self.n, self.width = len(x), width
        self.sum = Fraction(sum(x), scale)
        self.sum_abs = Fraction(sum(map(abs, x)), scale)
        self.squares = Fraction(self.n * sum(v * v for v in x) - sum(x) ** 2, self.n * scale**2) if x else Fraction(0)

    def judge(self, statistic, numpy, ours, ddof=0):
        """None if both are right, else a sentence. `ours` is None where we say there is none."""
        exact, allowance, bound, overflows = getattr(self, "_" + statistic)(ddof)
        if exact is None:
            return None if math.isnan(numpy) and ours is None else f"expected none, found {ours}"
        if math.isfinite(numpy):
            off = abs(Fraction(numpy) - exact)
            if approximate(off) > bound:
                return f"NumPy's {numpy!r} is not near the exact {approximate(exact)!r}"
            allowance = max(allowance, off)
        elif not overflows:
            return f"NumPy says {numpy!r}, the exact value is {approximate(exact)!r}"
        if ours is None or not math.isfinite(ours):
            return None if ours is not None and not math.isfinite(numpy) else f"expected a number, found {ours}"
        if abs(Fraction(ours) - exact) > allowance:
            return f"expected {approximate(exact)!r} within {approximate(allowance):.3g}, found {ours!r}"
        return None

    def _cancelling(self, value):
        return 8 * ulp(value) * self.sum_abs / abs(self.sum) if self.sum else 8 * ulp(self.sum_abs)

    def _sum_bound(self):
        roundings = 48 + math.log2(self.n + 1) + self.n / 8192
        return roundings * UNIT[self.width] * approximate(self.sum_abs) + TINY[self.width]

    def _mean_bound(self):
        n = max(self.n, 1)
        mean = approximate(self.sum_abs / n)
        return 2 * self._sum_bound() / n + 4 * UNIT[self.width] * mean + TINY[self.width]

    def _leaves_range(self):
        return approximate(self.sum_abs) >= 0.99 * LARGEST[self.width]

    def _sum(self, _):
        return self.sum, self._cancelling(self.sum), self._sum_bound(), self._leaves_range()

    def _mean(self, _):
        mean = self.sum / self.n if self.n else None
        allowance = self._cancelling(mean) if self.n else 0
        return mean, allowance, self._mean_bound(), self._leaves_range()

    def _var(self, ddof):
        n, unit, squares = self.n, UNIT[self.width], approximate(self.squares)
        var = self.squares / (n - ddof) if n > ddof else None
        shift = self._mean_bound()
        off = (4 * shift * math.sqrt(n * squares) + 4 * n * shift * shift
               + 4 * (52 + math.log2(n + 1) + n / 8192) * unit * (squares + n * shift * shift) + n * TINY[self.width])
        bound = (off + 2 * unit * squares) / max(n - ddof, 1) + TINY[self.width]
        overflows = self._leaves_range() or squares >= 0.99 * LARGEST[self.width]
        return var, 8 * ulp(var) if var is not None else 0, bound, overflows

    def _std(self, ddof):
        var, _, bound, overflows = self._var(ddof)
        std = root(var) if var is not None else None
        near = approximate(std) if std else 0.0
        bound = min(bound / near if near else math.inf, math.sqrt(bound)) + UNIT[self.width] * near + TINY[self.width]
        return std, 8 * ulp(std) if std is not None else 0, bound, overflows
