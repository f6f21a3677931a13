"""Gain and retention: what the course changed, what is forgotten, and whether meetings helped."""

from flask import Blueprint, abort, render_template
from flask_login import current_user

from simulasi import access
from simulasi.services import effect, kode, progress, territory

bp = Blueprint("kemajuan", __name__, url_prefix="/pps/kemajuan")


@bp.get("/<int:wilayah>")
@access.staff("pps", "ppk", "kpu")
def tempat(wilayah: int) -> str:
    """A place, and above the PPS what lies below it."""
    place, top = territory.place(wilayah) or abort(404), current_user.top
    desa = kode.level(wilayah) == 4
    return render_template(
        "pps/kemajuan.html",
        place=place,
        trail=territory.trail(wilayah, current_user.wilayah),
        gains=progress.gains(wilayah, top),
        below=progress.gains_below(wilayah, top) if top and not desa else [],
        curves=progress.curves(wilayah, top),
        gaps=progress.GAP_WORDS,
        kept=progress.KEPT,
        effects=effect.of_desa(wilayah, top) if desa else [],
        desa=desa,
    )
