"""Notes to a member, a crew or the desa, and attempts worth a question."""

from uuid import UUID

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from simulasi import access
from simulasi.forms.forum import CatatanForm
from simulasi.forms.pps import CabutForm
from simulasi.services import drills, feedback, plays, suspicions, topics

bp = Blueprint("catatan", __name__, url_prefix="/pps")


@bp.get("/catatan")
@access.staff("pps")
def daftar() -> str:
    """What was sent, and who has read it; a form for a note to the whole desa."""
    form = CatatanForm(formdata=None)
    topic = topics.read(request.args.get("topik", ""))
    if topic:
        form.topik.data = topic.code
        form.teks.data = f"Latihan untuk kita semua: {topic.label}. Buka, kerjakan lima menit, lalu ulangi besok."
    notes = feedback.listed(current_user.wilayah)
    return render_template(
        "pps/catatan.html",
        notes=notes,
        labels=topics.many(each.topic for each in notes if each.topic),
        drills=drills.standing(current_user.kab, notes),
        form=form,
        topic=topic,
        drill=drills.aim(topic.code) if topic else None,
    )


@bp.post("/catatan/desa")
@access.staff("pps")
def ke_desa() -> Response:
    """To everybody of the desa."""
    return _send(current_user.wilayah, url_for("catatan.daftar"))


@bp.post("/catatan/tps/<int:tps_id>")
@access.staff("pps")
def ke_regu(tps_id: int) -> Response:
    """To a crew."""
    return _send(tps_id, url_for("pps.tps", tps_id=tps_id))


@bp.post("/catatan/anggota/<uuid:member_id>")
@access.staff("pps")
def ke_anggota(member_id: UUID) -> Response:
    """To a member."""
    person = plays.person(current_user.wilayah, member_id) or abort(404)
    return _send(person.cell.member.tps_id, url_for("pps.anggota", member_id=member_id), member_id=member_id)


@bp.post("/catatan/percobaan/<uuid:attempt_id>")
@access.staff("pps")
def ke_percobaan(attempt_id: UUID) -> Response:
    """To the member who played it, about this attempt and perhaps one of its steps."""
    play = plays.play(current_user.wilayah, attempt_id) or abort(404)
    back = url_for("pps.percobaan", attempt_id=attempt_id)
    return _send(play.attempt.tps_id, back, member_id=play.attempt.member_id, attempt_id=attempt_id)


@bp.post("/catatan/<uuid:note_id>/tarik")
@access.staff("pps")
def tarik(note_id: UUID) -> Response:
    """Take one back."""
    if not CabutForm().validate_on_submit():
        abort(400)
    if not feedback.withdraw(current_user, note_id):
        abort(404)
    flash("Catatan ditarik. Ponsel menghapusnya saat terhubung lagi.", "ok")
    return redirect(url_for("catatan.daftar"))


@bp.get("/tanya")
@access.staff("pps")
def tanya() -> str:
    """What may be worth a question, with what was seen."""
    return render_template("pps/tanya.html", people=suspicions.by_person(current_user.wilayah))


def _send(target: int, back: str, member_id: UUID | None = None, attempt_id: UUID | None = None) -> Response:
    form = CatatanForm()
    if not form.validate_on_submit():
        flash(next(iter(form.errors.values()))[0] if form.errors else "Catatan tidak terkirim.", "no")
        return redirect(back)
    try:
        step = form.langkah.data or ""
        feedback.send(current_user, target, form.teks.data or "", member_id, attempt_id, step, form.topik.data or "")
    except feedback.NoteRefused as refused:
        flash(str(refused), "no")
    else:
        flash("Catatan dikirim. Ponsel menerimanya saat terhubung lagi.", "ok")
    return redirect(back)
