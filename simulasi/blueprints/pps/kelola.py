"""Operating, for KPU: accounts, packs, who did what, and how the server is. A first password is on the page that made it and nowhere else."""

from flask import Blueprint, Response, abort, flash, jsonify, redirect, render_template, request, url_for
from flask_login import current_user

from simulasi import access
from simulasi.forms.kelola import AkunForm, PaketForm
from simulasi.forms.pps import CabutForm
from simulasi.services import kode, monitor, operating, packs, trail
from simulasi.services.accounts import AccountRefused

bp = Blueprint("kelola", __name__)


@bp.get("/sehat")
@access.public
def sehat() -> Response:
    """For a monitor: can the server read its database, and is there something to offer? No figures, no names."""
    offered = len(packs.offers())
    response = jsonify(marker="simulasi-tps", sehat=bool(offered), paket=offered)
    response.status_code = 200 if offered else 503
    return response


@bp.get("/metrics")
@access.public
def ukuran() -> Response:
    """For a monitor that knows the token, or asks from this machine: counts of all workers, no names. To everybody else there is no such page."""
    forwarded = any(name in request.headers for name in ("X-Forwarded-For", "Forwarded", "Via"))
    if not monitor.may_read(request.headers.get("Authorization", ""), request.remote_addr or "", forwarded):
        abort(404)
    return Response(monitor.text(), content_type="text/plain; version=0.0.4; charset=utf-8")


@bp.get("/pps/kelola")
@access.staff("kpu")
def ringkas() -> str:
    """How the server is, and what was done."""
    return render_template("pps/kelola.html", health=operating.health(current_user.kab), trail=trail.listed(current_user))


@bp.get("/pps/kelola/akun")
@access.staff("kpu")
def akun() -> str:
    """The accounts of the own kabupaten/kota."""
    return _accounts(AkunForm(formdata=None))


@bp.post("/pps/kelola/akun")
@access.staff("kpu")
def akun_buat() -> str | tuple[str, int]:
    """Make one; its password is shown once."""
    form = AkunForm()
    code = kode.parse(form.wilayah.data or "")
    if not form.validate_on_submit() or code is None:
        flash("Isi nama akun, peran, dan kode wilayah (6 angka untuk PPK, 10 angka untuk PPS).", "no")
        return _accounts(form), 400
    try:
        password = operating.make_account(current_user, form.nama.data or "", form.peran.data or "", code)
    except AccountRefused as refused:
        flash(str(refused), "no")
        return _accounts(form), 400
    return _accounts(AkunForm(formdata=None), (form.nama.data or "").strip().lower(), password)


@bp.post("/pps/kelola/akun/<string:nama>/<string:act>")
@access.staff("kpu")
def akun_ubah(nama: str, act: str) -> str | tuple[str, int]:
    """Close, open, or give a new password."""
    if not CabutForm().validate_on_submit():
        abort(400)
    try:
        password = operating.change_account(current_user, nama, act)
    except AccountRefused:
        abort(404)
    if not password:
        flash(f"Akun {nama} {'dibuka' if act == 'buka' else 'ditutup'}.", "ok")
    return _accounts(AkunForm(formdata=None), nama if password else "", password)


@bp.get("/pps/kelola/paket")
@access.staff("kpu")
def paket() -> str:
    """What there is to play."""
    return _packs(PaketForm(formdata=None))


@bp.post("/pps/kelola/paket")
@access.staff("kpu")
def paket_susun() -> Response | tuple[str, int]:
    """Compile one and check it; publish it when that was asked for."""
    form = PaketForm()
    if not operating.may_publish(current_user):
        abort(403)
    if not form.validate_on_submit():
        return Response(_packs(form), 400)
    wanted = (form.aturan.data or "", form.benih.data or "", form.ukuran.data or "")
    try:
        if form.tindakan.data == "periksa":
            return Response(_packs(form, operating.compile_draft(*wanted)))
        offer = operating.compile_and_publish(current_user, *wanted)
    except packs.PackRefused as refused:
        flash("Paket tidak diterbitkan: " + "; ".join(refused.defects[:5]), "no")
        return Response(_packs(form), 400)
    flash(f"Paket {offer.title} diterbitkan. Ponsel menawarkannya saat terhubung.", "ok")
    return redirect(url_for("kelola.paket"))  # type: ignore[return-value]


@bp.get("/pps/kelola/paket/<string(length=64):sha>")
@access.staff("kpu")
def paket_satu(sha: str) -> str:
    """One pack: what the linter says of it, and which phones hold it."""
    found = operating.spread(current_user, sha) or abort(404)
    return render_template("pps/kelola_paket_satu.html", found=found, may=operating.may_publish(current_user))


@bp.post("/pps/kelola/paket/<string(length=64):sha>/<string:act>")
@access.staff("kpu")
def paket_ubah(sha: str, act: str) -> Response:
    """Offer it no longer (`tarik`), or once more (`terbitkan`)."""
    if not CabutForm().validate_on_submit():
        abort(400)
    if not operating.may_publish(current_user):
        abort(403)
    try:
        done = packs.withdraw(sha, by=current_user) if act == "tarik" else act == "terbitkan" and operating.offer_again(current_user, sha)
    except packs.PackRefused as refused:
        flash("Paket tidak diterbitkan: " + "; ".join(refused.defects[:5]), "no")
        return redirect(url_for("kelola.paket_satu", sha=sha))  # type: ignore[return-value]
    if not done:
        abort(404)
    flash("Paket ditarik. Hasil yang sudah ada tetap dapat dinilai." if act == "tarik" else "Paket ditawarkan lagi.", "ok")
    return redirect(url_for("kelola.paket_satu", sha=sha))  # type: ignore[return-value]


def _accounts(form: AkunForm, name: str = "", password: str = "") -> str:
    return render_template(
        "pps/kelola_akun.html",
        rows=operating.account_list(current_user),
        form=form,
        name=name,
        password=password,
        show=kode.show,
        address=request.host_url,
    )


def _packs(form: PaketForm, draft: operating.Draft | None = None) -> str:
    return render_template(
        "pps/kelola_paket.html",
        rows=operating.pack_list(),
        holders=operating.holders(),
        form=form,
        draft=draft,
        may=operating.may_publish(current_user),
        sizes=operating.sizes(),
        rulesets=operating.rulesets(),
    )
