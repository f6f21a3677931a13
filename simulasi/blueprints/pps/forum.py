"""The continuing forum: groups, meetings, who came, what came of it, and the follow-up plan."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from uuid import UUID

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from simulasi import access
from simulasi.forms.forum import BuktiForm, HasilForm, KelompokForm, PertemuanForm, RtlForm
from simulasi.forms.pps import CabutForm
from simulasi.services import followup, groups, meetings, territory, topics
from simulasi.services.groups import ForumRefused

bp = Blueprint("forum", __name__, url_prefix="/pps/kelompok")


@bp.get("")
@access.staff("pps")
def daftar() -> str:
    """Groups there are, groups the results propose, meetings, and what is still to be done."""
    return _page(_group_form(fresh=True), request.args.get("topik", ""))


@bp.post("")
@access.staff("pps")
def buat() -> Response | tuple[str, int]:
    """Make a group."""
    form = _group_form()
    if not form.validate_on_submit():
        return _page(form, ""), 400
    try:
        new = groups.create(current_user, current_user.wilayah, form.nama.data or "", form.tps.data or [])
    except ForumRefused as refused:
        flash(str(refused), "no")
        return _page(form, ""), 400
    flash("Kelompok dibuat. Rencanakan pertemuan pertamanya.", "ok")
    return redirect(url_for("forum.satu", group_id=new, topik=request.args.get("topik") or None))


@bp.get("/<uuid:group_id>")
@access.staff("pps")
def satu(group_id: UUID) -> str:
    """A group, its people, its meetings, and a form for the next one."""
    return _group(group_id, _meeting_form(request.args.get("topik", "")))


@bp.post("/<uuid:group_id>/pertemuan")
@access.staff("pps")
def rencanakan(group_id: UUID) -> Response | tuple[str, int]:
    """Plan a meeting."""
    group = groups.one(current_user, group_id) or abort(404)
    form = _meeting_form()
    if not form.validate_on_submit() or form.mulai.data is None:
        return _group(group_id, form), 400
    start = _ms(form.mulai.data)
    try:
        new = meetings.plan(current_user, group, start, form.tempat.data or "", form.pemandu.data or "", form.topik.data or "")
    except ForumRefused as refused:
        flash(str(refused), "no")
        return _group(group_id, form), 400
    flash("Pertemuan direncanakan. Anggota melihatnya di ponsel saat terhubung.", "ok")
    return redirect(url_for("forum.pertemuan", meeting_id=new))


@bp.post("/<uuid:group_id>/hapus")
@access.staff("pps")
def hapus(group_id: UUID) -> Response:
    """Take a group apart."""
    if not CabutForm().validate_on_submit():
        abort(400)
    if not groups.remove(current_user, group_id):
        abort(404)
    flash("Kelompok dihapus.", "ok")
    return redirect(url_for("forum.daftar"))


@bp.get("/pertemuan/<uuid:meeting_id>")
@access.staff("pps")
def pertemuan(meeting_id: UUID) -> str:
    """A meeting: who comes, what came of it, the follow-up plan, and whether the results rose."""
    return _meeting(meeting_id, None, _rtl_form(meeting_id, fresh=True))


@bp.post("/pertemuan/<uuid:meeting_id>/hasil")
@access.staff("pps")
def hasil(meeting_id: UUID) -> Response | tuple[str, int]:
    """Write down what came of it."""
    found = meetings.one(current_user, meeting_id) or abort(404)
    form = HasilForm()
    if not form.validate_on_submit():
        return _meeting(meeting_id, form, _rtl_form(meeting_id, fresh=True)), 400
    present = {row.id: request.form.get(f"hadir-{row.id}", "") for row in groups.members(found.kab, found.group.id)}
    try:
        meetings.report(current_user, found, form.keadaan.data or "", form.hasil.data or "", form.langkah.data or "", present)
    except ForumRefused as refused:
        flash(str(refused), "no")
        return _meeting(meeting_id, form, _rtl_form(meeting_id, fresh=True)), 400
    flash("Hasil pertemuan disimpan.", "ok")
    return redirect(url_for("forum.pertemuan", meeting_id=meeting_id))


@bp.post("/pertemuan/<uuid:meeting_id>/rtl")
@access.staff("pps")
def rtl(meeting_id: UUID) -> Response | tuple[str, int]:
    """Add a line to the plan."""
    found = meetings.one(current_user, meeting_id) or abort(404)
    form = _rtl_form(meeting_id)
    owners = {str(row.id): row.id for row in groups.members(found.kab, found.group.id)}
    if not form.validate_on_submit() or form.tenggat.data is None or (form.pemilik.data and form.pemilik.data not in owners):
        return _meeting(meeting_id, None, form), 400
    try:
        followup.add(current_user, found, form.isi.data or "", _end_of(form.tenggat.data), owners.get(form.pemilik.data or ""))
    except ForumRefused as refused:
        flash(str(refused), "no")
        return _meeting(meeting_id, None, form), 400
    flash("Tindak lanjut ditulis.", "ok")
    return redirect(url_for("forum.pertemuan", meeting_id=meeting_id))


@bp.post("/pertemuan/<uuid:meeting_id>/rtl/<uuid:line_id>/selesai")
@access.staff("pps")
def rtl_selesai(meeting_id: UUID, line_id: UUID) -> Response:
    """A line is done, and this is the proof."""
    found = meetings.one(current_user, meeting_id) or abort(404)
    form = BuktiForm()
    back = redirect(url_for("forum.pertemuan", meeting_id=meeting_id))
    if not form.validate_on_submit():
        flash("Tulis buktinya.", "no")
        return back
    try:
        if not followup.close(current_user, found, line_id, form.bukti.data or ""):
            abort(404)
    except ForumRefused as refused:
        flash(str(refused), "no")
        return back
    flash("Tindak lanjut selesai.", "ok")
    return back


def _page(form: KelompokForm, topic: str) -> str:
    desa = current_user.wilayah
    return render_template(
        "pps/kelompok.html",
        form=form,
        topic=topics.read(topic),
        groups=groups.listed(desa),
        proposals=groups.proposals(desa),
        meetings=meetings.listed(current_user, desa),
        plans=followup.of_desa(current_user.kab, desa),
        place=territory.place(desa),
        states=meetings.STATES,
    )


def _group(group_id: UUID, form: PertemuanForm) -> str:
    group = groups.one(current_user, group_id) or abort(404)
    held = [each for each in meetings.listed(current_user, current_user.wilayah) if each.group.id == group_id]
    people = groups.members(current_user.kab, group_id)
    return render_template(
        "pps/kelompok_satu.html", group=group, people=people, meetings=held, form=form, hapus=CabutForm(), states=meetings.STATES
    )


def _meeting(meeting_id: UUID, form: HasilForm | None, plan: RtlForm) -> str:
    found = meetings.one(current_user, meeting_id) or abort(404)
    if form is None:
        form = HasilForm(formdata=None, keadaan=found.status, hasil=found.outcome, langkah=found.next_step)
    return render_template(
        "pps/pertemuan.html",
        meeting=found,
        form=form,
        rtl=plan,
        bukti=BuktiForm(formdata=None),
        people=groups.members(found.kab, found.group.id),
        present=meetings.presence(found),
        presence=meetings.PRESENCE,
        plans=followup.listed(found),
        loop=meetings.loop(found),
        states=meetings.STATES,
    )


def _group_form(fresh: bool = False) -> KelompokForm:
    form = KelompokForm(formdata=None) if fresh else KelompokForm()
    form.tps.choices = [(tps_id, f"TPS {tps_id % 1000:03d}") for tps_id in territory.tps_below(current_user.wilayah)]
    if fresh:
        form.tps.data = [int(each) for each in request.args.getlist("tps") if each.isdigit()]
        form.nama.data = request.args.get("nama", "")[:60]
    return form


def _meeting_form(topic: str | None = None) -> PertemuanForm:
    form = PertemuanForm() if topic is None else PertemuanForm(formdata=None)
    wanted = topics.read(form.topik.data or "" if topic is None else topic)
    more = [wanted] if wanted and wanted.code.startswith("item:") else []
    form.topik.choices = [(each.code, each.label) for each in (*more, *topics.skills())]
    if topic and wanted:
        form.topik.data = wanted.code
    return form


def _rtl_form(meeting_id: UUID, fresh: bool = False) -> RtlForm:
    form = RtlForm(formdata=None) if fresh else RtlForm()
    found = meetings.one(current_user, meeting_id) or abort(404)
    people = groups.members(found.kab, found.group.id)
    form.pemilik.choices = [("", "Pemandu"), *((str(row.id), f"TPS {row.tps_id % 1000:03d} KPPS {row.peran} {row.nama}") for row in people)]
    return form


def _zone() -> timezone:
    return timezone(timedelta(hours=current_app.extensions["simulasi"].utc_offset))


def _ms(local: datetime) -> int:
    return int(local.replace(tzinfo=_zone()).astimezone(UTC).timestamp() * 1000)


def _end_of(day: date) -> int:
    return _ms(datetime.combine(day, time(23, 59, 59)))
