"""Who may vote here and now, as what, and with what: the decision KPPS 4 and the Ketua take at the table."""

from simulasi.rules.model import Ruleset


def reserve(dpt: int, ruleset: Ruleset) -> int:
    """Count the reserve ballots of a TPS: the rate of its DPT, rounded up, without floating point.

    Sumber: pungut-s36, pungut-s35
    """
    return -(-dpt * ruleset.reserve_numerator // ruleset.reserve_denominator)


def ballots_supplied(dpt: int, ruleset: Ruleset) -> int:
    """Count the ballots of one kind a TPS should receive."""
    return dpt + reserve(dpt, ruleset)
