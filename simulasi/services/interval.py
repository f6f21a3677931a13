"""95% intervals from sums alone: of a class gain (a ratio of two means) and of a mean. Pure arithmetic; no figure is made from fewer than five."""

from math import sqrt

LEAST = 5
_Z = 1.959964


def t95(df: int) -> float:
    """The two-sided 95% point of Student's t, by the expansion around the normal one; within 0.3% from four degrees of freedom on."""
    z, v = _Z, float(df)
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + first / v + second / v**2 + third / v**3


def of_mean(n: int, x: int, xx: int) -> tuple[int, int] | None:
    """Around the mean of n whole numbers with this sum and sum of squares; whole numbers, None for fewer than five."""
    if n < LEAST:
        return None
    mean = x / n
    half = t95(n - 1) * sqrt(max(0.0, xx - x * x / n) / (n - 1) / n)
    return round(mean - half), round(mean + half)


def of_gain(n: int, x: int, y: int, xx: int, yy: int, xy: int) -> tuple[int, int] | None:
    """Around the class gain 1 - y/x in hundredths: the standard error of a ratio estimator, by linearisation. None for fewer than five.

    x and y are what was missing of each person's points before and after. The gain itself is pelatihan.md 5.1; the interval is ours.
    """
    if n < LEAST or x <= 0:
        return None
    ratio = y / x
    spread = max(0.0, yy - 2 * ratio * xy + ratio * ratio * xx) / (n - 1)
    half = t95(n - 1) * sqrt(spread * n) / x
    return round(100 * (1 - ratio - half)), round(100 * (1 - ratio + half))
