"""The paper twin of a session: sheets to print, and the check of what a group counted on paper."""

from uuid import UUID

from flask import Blueprint, abort, render_template, request
from flask_login import current_user

from simulasi import access
from simulasi.services import group_sessions, paper
from simulasi.services.group_sessions import Session

bp = Blueprint("kertas", __name__, url_prefix="/fasilitator/sesi/<uuid:session_id>")


@bp.get("/cetak")
@access.staff("pps", "ppk")
def cetak(session_id: UUID) -> str:
    """Everything to play the day on paper; `bagian` one part only, the plano also on A3 (`kertas`)."""
    found = _own(session_id)
    part, size = request.args.get("bagian", ""), request.args.get("kertas", "a4")
    if (part and part not in paper.PARTS) or size not in ("a4", "a3") or (size == "a3" and part != "plano"):
        abort(404)
    return render_template(
        "fasilitator/cetak.html",
        sesi=found,
        lembar=paper.sheets(found),
        formulir=paper.forms(found),
        bagian=part,
        a3=size == "a3",
        PARTS=paper.PARTS,
        is_tallied=paper.is_tallied,
    )


@bp.get("/hitung")
@access.staff("pps", "ppk")
def hitung(session_id: UUID) -> str:
    """Type in what was counted on paper."""
    return render_template("fasilitator/hitung.html", sesi=(found := _own(session_id)), formulir=paper.forms(found), isi={}, hasil=None)


@bp.post("/hitung")
@access.staff("pps", "ppk")
def periksa(session_id: UUID) -> tuple[str, int]:
    """Check it against the known truth."""
    found = _own(session_id)
    typed = {name: value for name, value in request.form.items() if "/" in name}
    checked = paper.check(found, typed)
    status = 400 if checked.unreadable else 200
    return render_template("fasilitator/hitung.html", sesi=found, formulir=paper.forms(found), isi=typed, hasil=checked), status


def _own(session_id: UUID) -> Session:
    return group_sessions.of_staff(current_user, session_id) or abort(404)
