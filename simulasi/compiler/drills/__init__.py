"""Drills and tests: items drawn from the rules with a seed, as many distinct ones as one likes; the answer is always what the law says."""

from simulasi.compiler.drills.bank import compile_bank, compile_test

__all__ = ["compile_bank", "compile_test"]
