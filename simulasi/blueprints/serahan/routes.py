"""Hand in a file, look at what is held, let it go, shut a phone out."""

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from simulasi import access
from simulasi.forms.pps import CabutForm
from simulasi.forms.serahan import ArahForm, BerkasForm, LepasForm
from simulasi.services import accounts, bundles, held, kode, phones, territory, vouching
from simulasi.services.wire import BundleError, ProtocolError

bp = Blueprint("serahan", __name__, url_prefix="/pps")

BROKEN = {
    "rusak": "Berkas ini bukan berkas Simulasi TPS, atau rusak di jalan. Tidak ada yang disimpan. Minta dikirim lagi dari ponselnya.",
    "terlalu-baru": "Berkas ini dibuat aplikasi yang lebih baru daripada server ini. Simpan berkasnya; unggah lagi setelah server diperbarui.",
}


@bp.get("/berkas")
@access.staff("pps", "ppk", "kpu")
def berkas() -> str:
    """A form for a file."""
    return render_template("serahan/berkas.html", form=BerkasForm(), receipts=None)


@bp.post("/berkas")
@access.staff("pps", "ppk", "kpu")
def terima() -> str | tuple[str, int]:
    """Take a file, whoever's results are in it."""
    form = BerkasForm()
    if not form.validate_on_submit():
        return render_template("serahan/berkas.html", form=form, receipts=None), 400
    bearer = bundles.Bearer(current_user.id, kode.span(current_user.wilayah)[0], bundles.FILE)
    try:
        receipts = bundles.take(form.berkas.data.read(), bearer)
    except BundleError as broken:
        form.berkas.errors = [BROKEN.get(broken.code, BROKEN["rusak"])]
        return render_template("serahan/berkas.html", form=form, receipts=None), 400
    except ProtocolError as refused:
        form.berkas.errors = [refused.message]
        return render_template("serahan/berkas.html", form=form, receipts=None), refused.status
    accounts.note(current_user, "berkas diterima", f"{len(receipts)} hasil")
    return render_template("serahan/berkas.html", form=BerkasForm(formdata=None), receipts=receipts)


@bp.get("/ditahan")
@access.staff("pps", "ppk", "kpu")
def ditahan() -> str:
    """What is held, and why: in a desa with the names; above it what belongs to no desa yet, and how much waits in each."""
    here = current_user.wilayah
    if current_user.peran != "pps":
        return render_template(
            "serahan/ditahan_atas.html", rows=held.astray(here), below=held.by_desa(here), desa=territory.desa_below(here), form=ArahForm()
        )
    rows = held.listed(here)
    return render_template(
        "serahan/ditahan.html",
        waiting=[row for row in rows if not row.closed],
        closed=[row for row in rows if row.closed],
        members=held.candidates(here),
        form=LepasForm(),
    )


@bp.post("/ditahan/<digest>/arahkan")
@access.staff("ppk", "kpu")
def arahkan(digest: str) -> Response:
    """Show something held to the PPS of a desa."""
    form = ArahForm()
    if not form.validate_on_submit():
        flash("Pilih desanya dulu.", "no")
        return redirect(url_for("serahan.ditahan"))
    if not held.send_on(current_user, digest, form.desa.data or 0):
        abort(404)
    flash("Sekarang terlihat oleh PPS desa itu. Keputusan Anda dicatat.", "ok")
    return redirect(url_for("serahan.ditahan"))


@bp.post("/ditahan/<digest>/tutup")
@access.staff("pps")
def tutup(digest: str) -> Response:
    """Wait no longer for the part that is missing."""
    said = "Tidak ditunggu lagi. Yang lengkap sudah dinilai; potongan ini tetap disimpan. Keputusan Anda dicatat."
    return _pressed(lambda: held.close_gap(current_user, current_user.wilayah, digest), said, "serahan.ditahan")


@bp.post("/ditahan/<digest>/lepas")
@access.staff("pps")
def lepas(digest: str) -> Response:
    """Give something held to a member."""
    form = LepasForm()
    if not form.validate_on_submit():
        flash("Pilih anggotanya dulu.", "no")
        return redirect(url_for("serahan.ditahan"))
    status = held.let_go(current_user, digest, UUID(form.anggota.data)) or abort(404)
    if status == "ditahan":
        flash("Belum dapat diterima: catatannya belum lengkap atau paketnya belum ada. Tetap disimpan di sini.", "wait")
    elif status == "ditolak":
        flash("Catatan ini tidak dapat diputar. Tetap disimpan di sini.", "no")
    else:
        flash("Diterima dan dinilai. Keputusan Anda dicatat.", "ok")
    return redirect(url_for("serahan.ditahan"))


@bp.get("/ponsel")
@access.staff("pps")
def ponsel() -> str:
    """The phones of this desa."""
    return render_template("serahan/ponsel.html", rows=phones.listed(current_user.wilayah), cabut=CabutForm())


@bp.post("/ponsel/<uuid:device_id>/<uuid:member_id>/cabut")
@access.staff("pps")
def cabut(device_id: UUID, member_id: UUID) -> Response:
    """Shut one out."""
    said = "Ponsel dicabut. Yang masih dikirimnya ditahan untuk Anda periksa; tidak ada yang dibuang."
    return _pressed(lambda: phones.revoke(current_user, device_id, member_id), said, "serahan.ponsel")


@bp.post("/ponsel/<uuid:device_id>/<uuid:member_id>/izinkan")
@access.staff("pps")
def izinkan(device_id: UUID, member_id: UUID) -> Response:
    """Let one fetch what its member sent from other phones."""
    said = "Diizinkan. Hasil lama anggota ini terbuka di ponsel itu saat tersambung lagi."
    return _pressed(lambda: vouching.allow(current_user, device_id, member_id), said, "serahan.ponsel")


def _pressed(act: Callable[[], bool], said: str, back: str) -> Response:
    """A button with nothing to fill in: the act, which is false when there is nothing of theirs to act on, what is said, the page it stood on."""
    if not CabutForm().validate_on_submit():
        abort(400)
    if not act():
        abort(404)
    flash(said, "ok")
    return redirect(url_for(back))
