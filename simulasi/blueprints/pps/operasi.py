"""What KPU decides about the whole server: sources that were read, backups, and what is erased."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from simulasi import access, clock
from simulasi.forms.kelola import HapusForm, SumberForm
from simulasi.forms.pps import CabutForm
from simulasi.services import accounts, backup_files, erasure, operating, sightings

bp = Blueprint("operasi", __name__, url_prefix="/pps/kelola")

DAY_MS = 86_400_000
LEAST_DAYS, MOST_DAYS = 30, 4000
# So many in one press of the button: a page must not keep the database to itself.
AT_ONCE = 3000
WORD = "HAPUS"


@bp.get("/sumber")
@access.staff("kpu")
def sumber() -> str:
    """Sources that the program does not call seen, and what was read since."""
    return render_template("pps/kelola_sumber.html", rows=sightings.entries(), may=operating.may_publish(current_user))


@bp.post("/sumber/<string:source_id>")
@access.staff("kpu")
def sumber_lihat(source_id: str) -> Response:
    """It was read, and this is where."""
    if not operating.may_publish(current_user):
        abort(403)
    form = SumberForm()
    try:
        if not form.validate_on_submit():
            raise sightings.SightingRefused("Tulis kutipannya, paling banyak 300 huruf.")
        sightings.record(current_user, source_id, form.kutipan.data or "")
    except sightings.SightingRefused as refused:
        flash(str(refused), "no")
    else:
        flash("Sumber ditandai terverifikasi. Paket yang sudah terbit tidak berubah: susun ulang paketnya.", "ok")
    return redirect(url_for("operasi.sumber") + f"#{source_id}")


@bp.get("/cadangan")
@access.staff("kpu")
def cadangan() -> str:
    """The backups there are."""
    return render_template(
        "pps/kelola_cadangan.html",
        files=backup_files.listed(),
        running=backup_files.running(),
        last=backup_files.last_words(),
        folder=backup_files.folder(),
        may=operating.may_publish(current_user),
    )


@bp.post("/cadangan")
@access.staff("kpu")
def cadangan_buat() -> Response:
    """Begin one."""
    if not operating.may_publish(current_user):
        abort(403)
    if not CabutForm().validate_on_submit():
        abort(400)
    try:
        backup_files.start(current_user)
    except backup_files.BackupBusy:
        flash("Satu cadangan sedang dibuat. Tunggu sampai selesai, lalu muat ulang halaman ini.", "no")
    else:
        flash("Cadangan dimulai. Berkasnya muncul di daftar setelah selesai diperiksa; muat ulang halaman ini.", "ok")
    return redirect(url_for("operasi.cadangan"))


@bp.get("/hapus")
@access.staff("kpu")
def hapus() -> str:
    """The two forms."""
    return _erasing(HapusForm(formdata=None))


@bp.post("/hapus/anggota")
@access.staff("kpu")
def hapus_anggota() -> str | tuple[str, int]:
    """Say what would go with a participant; erase it when the code was typed once more."""
    form = HapusForm()
    if not form.validate_on_submit():
        return _erasing(form), 400
    people = erasure.find((form.kode.data or "").strip(), current_user.kab)
    if not people:
        flash("Tidak ada peserta dengan kode itu di wilayah Anda. Tidak ada yang dihapus.", "no")
        return _erasing(form), 400
    if not form.yakin.data:
        return _erasing(form, person=people[0])
    if form.yakin.data.strip() != people[0].kode:
        flash("Kode yang diketik ulang tidak sama. Tidak ada yang dihapus.", "no")
        return _erasing(form, person=people[0]), 400
    count = erasure.erase_member(people[0], by=current_user.id)
    flash(f"Dihapus: satu peserta dan {count} percobaan. Cadangan lama masih memuatnya: hapus bila masa simpannya habis.", "ok")
    return _erasing(HapusForm(formdata=None))


@bp.post("/hapus/lama")
@access.staff("kpu")
def hapus_lama() -> str | tuple[str, int]:
    """Say how many old attempts would go; erase them when the word was typed."""
    form = HapusForm()
    text = (form.hari.data or "").strip()
    days = int(text) if text.isascii() and text.isdigit() else 0
    if not form.validate_on_submit() or not LEAST_DAYS <= days <= MOST_DAYS:
        flash(f"Isi jumlah hari, {LEAST_DAYS} sampai {MOST_DAYS}. Tidak ada yang dihapus.", "no")
        return _erasing(form), 400
    before = clock.now_ms() - days * DAY_MS
    count = erasure.older_than(before, current_user.kab)
    if not form.yakin.data:
        return _erasing(form, old=count)
    if form.yakin.data.strip() != WORD:
        flash(f"Ketik {WORD} dengan huruf besar untuk menghapus. Tidak ada yang dihapus.", "no")
        return _erasing(form, old=count), 400
    done = erasure.erase_older(before, kab=current_user.kab, by=current_user.id, most=AT_ONCE)
    accounts.note(current_user, "masa simpan dijalankan", f"lebih lama dari {days} hari: {done} percobaan")
    left = erasure.older_than(before, current_user.kab)
    flash(f"Dihapus: {done} percobaan." + (f" Masih ada {left}: tekan lagi." if left else ""), "ok")
    return _erasing(HapusForm(formdata=None, hari=str(days)) if left else HapusForm(formdata=None), old=left or None)


def _erasing(form: HapusForm, person: erasure.Person | None = None, old: int | None = None) -> str:
    return render_template("pps/kelola_hapus.html", form=form, person=person, old=old, word=WORD, least=LEAST_DAYS, most=MOST_DAYS)
