"""Sessions: plan, lead, look back. Only for the trainer's own territory."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import segno
from flask import Blueprint, Response, abort, current_app, flash, jsonify, redirect, render_template, request, url_for
from flask_login import current_user
from markupsafe import Markup
from werkzeug.wrappers import Response as Answer

from simulasi import access
from simulasi.forms.fasilitator import KehadiranForm, KendaliForm, SesiForm, UbahSesiForm
from simulasi.services import accounts, crew_control, evening, group_sessions, territory
from simulasi.services.group_sessions import STATUS, Session, Wish

bp = Blueprint("fasilitator", __name__, url_prefix="/fasilitator")
SIZES = [("singkat", "singkat, sekitar 30 menit"), ("sedang", "sedang, sekitar 50 menit"), ("penuh", "satu TPS penuh, sekitar 2 jam")]


@bp.get("")
@access.staff("pps", "ppk")
def daftar() -> str:
    """One's sessions, and a form for another; with `seperti` filled in for a second crew on the same day."""
    like = request.args.get("seperti", type=UUID)
    return _list(_form(_second(_own(like)) if like else None))


@bp.post("")
@access.staff("pps", "ppk")
def buat() -> Answer | tuple[str, int]:
    """Plan one."""
    form = _form()
    if not form.validate_on_submit():
        return _list(form), 400
    wish = Wish(
        nama=form.nama.data,
        ruleset=form.aturan.data,
        size=form.ukuran.data,
        seed=form.benih.data.strip(),
        seats=form.kursi.data,
        pace=form.laju.data or 0,
        focus=form.fokus.data or [],
        starts=_ms(form.mulai.data),
        place=form.tempat.data,
        tps=form.tps.data or [],
    )
    try:
        made = group_sessions.create(wish, current_user)
    except group_sessions.CannotPlan as refused:
        flash(str(refused), "no")
        return _list(form), 400
    return redirect(url_for("fasilitator.sesi", session_id=made.id))


@bp.get("/sesi/<uuid:session_id>")
@access.staff("pps", "ppk")
def sesi(session_id: UUID) -> str:
    """The plan of the evening, the code and its QR, who is invited and who is there."""
    found = _own(session_id)
    base = current_app.extensions["simulasi"].public_url or request.host_url.rstrip("/")
    link = f"{base}/#{found.card()}"
    change = UbahSesiForm(data={"mulai": _local(found.starts), "tempat": found.place, "batal": "0"})
    return render_template(
        "fasilitator/sesi.html",
        sesi=found,
        paket=group_sessions.pack_of(found.pack_hash),
        status=STATUS[found.status],
        fokus=evening.weights(group_sessions.pack_of(found.pack_hash), found.plan["fokus"]),
        tautan=link,
        qr=_qr(link),
        ubah=change,
        orang=group_sessions.invited(found) if current_user.peran == "pps" else [],
        kehadiran=KehadiranForm(),
        lain=[each for each in group_sessions.listed(current_user) if each.pack_hash == found.pack_hash and each.id != found.id],
    )


@bp.post("/sesi/<uuid:session_id>/ubah")
@access.staff("pps", "ppk")
def ubah(session_id: UUID) -> Answer:
    """Another date or place, or called off."""
    found = _own(session_id)
    form = UbahSesiForm()
    if not form.validate_on_submit():
        flash("Belum ada yang berubah. Isi tanggal, jam, dan tempat.", "no")
    else:
        status = "batal" if form.batal.data == "1" else "rencana" if found.status == "batal" else found.status
        group_sessions.move(found, starts=_ms(form.mulai.data), place=form.tempat.data, status=status, by=current_user)
        flash("Tersimpan. Ponsel yang diundang mengetahuinya saat terhubung.", "ok")
    return redirect(url_for("fasilitator.sesi", session_id=session_id))


@bp.post("/sesi/<uuid:session_id>/hadir")
@access.staff("pps")
def hadir(session_id: UUID) -> Answer:
    """Tick who is there."""
    found = _own(session_id)
    people = group_sessions.invited(found)
    form = KehadiranForm()
    form.hadir.choices = [(str(person.id), person.nama) for person in people]
    if not form.validate_on_submit():
        abort(400)
    ticked = {UUID(each) for each in form.hadir.data or []}
    group_sessions.attend(found.kab, found.id, [*ticked], "centang")
    group_sessions.absent(found.kab, found.id, [person.id for person in people if person.id not in ticked])
    accounts.note(current_user, "kehadiran dicatat", str(found.id))
    flash("Kehadiran tersimpan.", "ok")
    return redirect(url_for("fasilitator.sesi", session_id=session_id))


@bp.get("/sesi/<uuid:session_id>/papan")
@access.staff("pps", "ppk")
def papan(session_id: UUID) -> str:
    """The TPS live."""
    found = _own(session_id)
    return render_template("fasilitator/papan.html", sesi=found, paket=group_sessions.pack_of(found.pack_hash), form=KendaliForm())


@bp.post("/sesi/<uuid:session_id>/kendali")
@access.staff("pps", "ppk")
def kendali(session_id: UUID) -> Answer:
    """One act: begin, pause, let the pack play a seat, an incident, a note."""
    found = _own(session_id)
    form = KendaliForm()
    if not form.validate_on_submit():
        if set(form.errors) != {"laju"}:
            abort(400)
        flash("Belum ada yang berubah. Isi jeda antarpemilih, 0 sampai 120 detik.", "no")
        return redirect(url_for("fasilitator.papan", session_id=session_id))
    try:
        crew_control.act(found, current_user, form.act.data, form.kursi.data or "", form.teks.data or "", form.laju.data)
    except crew_control.ActRefused as refused:
        flash(f"Belum ada yang berubah. {refused}", "no")
    return redirect(url_for("fasilitator.papan", session_id=session_id))


@bp.get("/sesi/<uuid:session_id>/data.json")
@access.staff("pps", "ppk")
def data(session_id: UUID) -> Answer:
    """Everything that happened after `sesudah`; not modified when nothing did."""
    told = crew_control.news(_own(session_id), request.args.get("sesudah", 0, type=int))
    response = jsonify(told)
    response.set_etag(f"{told['zaman']}-{told['n']}-{told['sesi']['status']}")
    return response.make_conditional(request)


@bp.get("/sesi/<uuid:session_id>/hasil.json")
@access.staff("pps", "ppk")
def hasil(session_id: UUID) -> Response:
    """The crew's day as the server replays it."""
    return jsonify(crew_control.result(_own(session_id)))


@bp.get("/sesi/<uuid:session_id>/tinjau")
@access.staff("pps", "ppk")
def tinjau(session_id: UUID) -> str:
    """The debrief; `banding` puts another crew of the same day beside it."""
    found = _own(session_id)
    other = request.args.get("banding", type=UUID)
    beside = _own(other) if other else None
    if beside and beside.pack_hash != found.pack_hash:
        abort(404)
    return render_template("fasilitator/tinjau.html", sesi=found, banding=beside)


def _own(session_id: UUID) -> Session:
    return group_sessions.of_staff(current_user, session_id) or abort(404)


def _second(first: Session) -> dict[str, Any]:
    """The wishes of a session again: the same seed and focus give the same day."""
    wish = {
        "aturan": (pack := group_sessions.pack_of(first.pack_hash))["ruleset"],
        "ukuran": pack["size"],
        "benih": first.plan.get("benih", pack["seed"]),
    }
    rest = {"kursi": first.seats, "laju": first.plan["laju"], "fokus": first.plan["fokus"], "tps": first.plan["tps"]}
    return {**wish, **rest, "mulai": _local(first.starts), "tempat": first.place}


def _form(filled: dict[str, Any] | None = None) -> SesiForm:
    form = SesiForm(data=filled)
    form.aturan.choices = group_sessions.rulesets()
    form.ukuran.choices = SIZES
    form.kursi.choices = [(seat, seat.replace("kpps_", "KPPS ")) for seat in evening.PLAN_SEATS]
    form.fokus.choices = [*evening.FOCUS.items()]
    form.tps.choices = [(tps_id, f"TPS {tps_id % 1000:03d}") for tps_id in territory.tps_below(current_user.wilayah)]
    return form


def _list(form: SesiForm) -> str:
    return render_template("fasilitator/daftar.html", form=form, rows=group_sessions.listed(current_user), STATUS=STATUS)


def _zone() -> timezone:
    return timezone(timedelta(hours=current_app.extensions["simulasi"].utc_offset))


def _ms(moment: datetime) -> int:
    return int(moment.replace(tzinfo=_zone()).timestamp() * 1000)


def _local(ms: int) -> datetime:
    return datetime.fromtimestamp(ms / 1000, UTC).astimezone(_zone()).replace(tzinfo=None)


def _qr(text: str) -> Markup:
    code = segno.make(text, error="m", micro=False)
    return Markup(code.svg_inline(border=4, svgclass="qr", lineclass=None, omitsize=True, dark="#000", light="#fff"))
