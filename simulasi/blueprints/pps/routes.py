"""The boards. Names only for the PPS of that desa; above it, sums of TPS."""

from uuid import UUID

from flask import Blueprint, abort, jsonify, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from simulasi import access
from simulasi.services import crew_points, feedback, plays, regions, review, territory

bp = Blueprint("pps", __name__, url_prefix="/pps")


@bp.get("")
@access.staff("pps", "ppk", "kpu")
def papan() -> Response:
    """To the board of one's own territory."""
    if current_user.peran == "pps":
        return redirect(url_for("pps.desa", desa=current_user.wilayah))
    return redirect(url_for("pps.wilayah", wilayah=current_user.wilayah))


@bp.get("/desa/<int:desa>")
@access.staff("pps")
def desa(desa: int) -> str:
    """TPS by TPS, seat by seat."""
    by_need = request.args.get("urut") != "nomor"
    return render_template("pps/desa.html", board=review.board(desa, by_need) or abort(404), by_need=by_need)


@bp.get("/tps/<int:tps_id>")
@access.staff("pps")
def tps(tps_id: int) -> str:
    """One crew."""
    place, station, skills = review.station(tps_id) or abort(404)
    notes = [each for each in feedback.listed(tps_id) if each.member_id is None]
    return render_template(
        "pps/tps.html",
        place=place,
        station=station,
        skills=skills,
        plays=plays.plays_of_tps(tps_id),
        notes=notes,
        regu=crew_points.of_tps(tps_id),
    )


@bp.get("/anggota/<uuid:member_id>")
@access.staff("pps")
def anggota(member_id: UUID) -> str:
    """One member."""
    person = plays.person(current_user.wilayah, member_id) or abort(404)
    return render_template(
        "pps/anggota.html",
        person=person,
        notes=feedback.listed(current_user.wilayah, member_id),
        regu=crew_points.of_member(person.cell.member.kab, member_id),
    )


@bp.get("/percobaan/<uuid:attempt_id>")
@access.staff("pps")
def percobaan(attempt_id: UUID) -> str:
    """One attempt, step by step as the member saw it."""
    play = plays.play(current_user.wilayah, attempt_id) or abort(404)
    notes = [each for each in feedback.listed(play.attempt.tps_id, play.attempt.member_id) if each.attempt_id == attempt_id]
    return render_template("pps/percobaan.html", play=play, missed=plays.missed(play), notes=notes)


@bp.get("/percobaan/<uuid:attempt_id>/data.json")
@access.staff("pps")
def percobaan_data(attempt_id: UUID) -> Response:
    """The log for the replay on that page."""
    return jsonify(plays.recording(current_user.wilayah, attempt_id) or abort(404))


@bp.get("/wilayah/<int:wilayah>")
@access.staff("ppk", "kpu")
def wilayah(wilayah: int) -> str:
    """A kota by kecamatan, a kecamatan by desa, a desa by TPS: sums, no names."""
    place = territory.place(wilayah) or abort(404)
    weeks, trends = regions.trends(wilayah, current_user.wilayah)
    trail = territory.trail(wilayah, current_user.wilayah)
    return render_template(
        "pps/wilayah.html", place=place, shares=regions.shares(wilayah, current_user.wilayah), trail=trail, weeks=weeks, trends=trends
    )
