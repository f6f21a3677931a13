"""The compiler's front door."""

from simulasi.compiler.checklists import compile_checklists
from simulasi.compiler.seal import Compiled
from simulasi.compiler.whole_day import compile_day

__all__ = ["Compiled", "compile_checklists", "compile_day"]
