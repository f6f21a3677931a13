"""Taking along what is on screen: CSV, XLSX, and the report of a stage on paper."""

from flask import Blueprint, Response, abort, render_template, request
from flask_login import current_user

from simulasi import access
from simulasi.services import analysis, exports, followup, meetings, review, tables_out

bp = Blueprint("unduh", __name__, url_prefix="/pps")


@bp.get("/unduh/<string:name>/<int:wilayah>.<string:kind>")
@access.staff("pps", "ppk", "kpu")
def berkas(name: str, wilayah: int, kind: str) -> Response:
    """A table as a file, with the filters of its page."""
    if kind not in tables_out.TYPES:
        abort(404)
    table = exports.make(name, current_user, wilayah, request.args) or abort(404)
    response = Response(tables_out.write(table, kind), content_type=tables_out.TYPES[kind])
    response.headers["Content-Disposition"] = f'attachment; filename="{tables_out.file_name(table, kind)}"'
    return response


@bp.get("/laporan/<int:desa>")
@access.staff("pps")
def laporan(desa: int) -> str:
    """The report of this stage, to print and to sign."""
    board = review.board(desa, by_need=False) or abort(404)
    held = meetings.listed(current_user, desa)
    return render_template(
        "pps/laporan.html",
        board=board,
        items=analysis.listed(desa, top=current_user.top)[:5],
        meetings=[(each, meetings.presence(each), meetings.loop(each)) for each in held],
        plans=followup.of_desa(current_user.kab, desa),
        states=meetings.STATES,
    )
