"""The board."""

from flask import Blueprint, render_template

from simulasi import access

bp = Blueprint("pps", __name__, url_prefix="/pps")


@bp.get("")
@access.staff("pps", "ppk", "kpu")
def papan() -> str:
    """The board of one's own territory."""
    return render_template("pps/papan.html")
