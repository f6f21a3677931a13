"""rules + content + seed -> pack bytes, named by their hash. Imports rules, engine and the files of content; never flask or sqlalchemy."""

from simulasi.compiler.compile import SIZES, Compiled, compile_checklists, compile_day
from simulasi.compiler.errors import ContentError
from simulasi.compiler.lint import Defect, lint

__all__ = ["SIZES", "Compiled", "ContentError", "Defect", "compile_checklists", "compile_day", "lint"]
