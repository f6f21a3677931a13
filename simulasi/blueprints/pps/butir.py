"""What is not understood: item analysis, with the way from a figure to a group or to a drill."""

from flask import Blueprint, abort, render_template, request
from flask_login import current_user

from simulasi import access
from simulasi.services import analysis, territory

bp = Blueprint("butir", __name__, url_prefix="/pps/butir")


@bp.get("/<int:wilayah>")
@access.staff("pps", "ppk", "kpu")
def daftar(wilayah: int) -> str:
    """The items of a place, least understood first."""
    place = territory.place(wilayah) or abort(404)
    role, skill = request.args.get("peran", ""), request.args.get("keterampilan", "")
    rows = analysis.listed(wilayah, role, skill, top=current_user.top)
    return render_template("pps/butir.html", place=place, rows=rows, role=role, skill=skill, skill_label=analysis.skill_label)


@bp.get("/<int:wilayah>/<string(length=16):key>")
@access.staff("pps", "ppk", "kpu")
def satu(wilayah: int, key: str) -> str:
    """One item: what was chosen instead, its sources, and the places below."""
    place = territory.place(wilayah) or abort(404)
    found, places = analysis.one(wilayah, key, top=current_user.top) or abort(404)
    sources = analysis.source_lines(found.sources)
    return render_template("pps/butir_satu.html", place=place, row=found, places=places, sources=sources, skill_label=analysis.skill_label)
