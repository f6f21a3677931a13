"""The course as the trainer wants it for the own territory: what is open, in which order, and the two dates everything is planned by."""

from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from simulasi import access
from simulasi.forms.kurikulum import KurikulumForm
from simulasi.services import curriculum, territory
from simulasi.services.curriculum import CurriculumRefused

bp = Blueprint("kurikulum", __name__, url_prefix="/pps/kurikulum")


@bp.get("")
@access.staff("pps", "ppk", "kpu")
def atur() -> str:
    """What holds now, ready to be changed."""
    return _page(_form(fresh=True))


@bp.post("")
@access.staff("pps", "ppk", "kpu")
def simpan() -> Response | tuple[str, int]:
    """Say it for everybody below."""
    form = _form()
    known = [each.id for each in curriculum.parts()]
    if not form.validate_on_submit():
        flash("Ada yang tidak terbaca. Belum ada yang berubah; periksa tanggal dan bagiannya.", "no")
        return _page(form), 400
    places = {each: request.form.get(f"urut-{each}", "") for each in known}
    if any(not (text.isascii() and text.isdigit() and 1 <= int(text) <= len(known)) for text in places.values()):
        flash(f"Urutan tiap bagian ditulis dengan angka 1 sampai {len(known)}. Belum ada yang berubah.", "no")
        return _page(form), 400
    order = sorted(known, key=lambda each: (int(places[each]), known.index(each)))
    opened = [each for each in known if each in (form.buka.data or [])]
    if not opened:
        flash("Buka paling sedikit satu bagian. Belum ada yang berubah.", "no")
        return _page(form), 400
    try:
        curriculum.set_for(
            current_user.wilayah,
            [] if opened == known else opened,
            [] if order == known else order,
            _iso(form.bimtek.data),
            _iso(form.hari_h.data),
            current_user.id,
        )
    except CurriculumRefused as refused:
        flash(str(refused), "no")
        return _page(form), 400
    flash("Disimpan. Ponsel anggota mengikutinya saat terhubung berikutnya.", "ok")
    return redirect(url_for("kurikulum.atur"))


def _form(fresh: bool = False) -> KurikulumForm:
    form = KurikulumForm(formdata=None) if fresh else KurikulumForm()
    form.buka.choices = [(each.id, each.title) for each in curriculum.parts()]
    return form


def _page(form: KurikulumForm) -> str:
    said = curriculum.spoken(current_user.wilayah)
    own = next((each for each in said if each.code == current_user.wilayah), None)
    above = [each for each in said if each.code != current_user.wilayah]
    parts = curriculum.parts()
    opened = next((each.buka for each in said if each.buka), tuple(each.id for each in parts))
    order = next((each.urutan for each in said if each.urutan), ())
    listed = sorted(parts, key=lambda each: order.index(each.id) if each.id in order else len(parts))
    return render_template(
        "pps/kurikulum.html",
        form=form,
        parts=listed,
        opened=set(form.buka.data or []) if form.is_submitted() else set(opened),
        places={each.id: request.form.get(f"urut-{each.id}") or at for at, each in enumerate(listed, 1)},
        dates={name: _iso(getattr(form, name).data) or (getattr(own, name) if own else "") for name in ("bimtek", "hari_h")},
        inherited={
            name: next(((getattr(each, name), _title(each.code)) for each in above if getattr(each, name)), None)
            for name in ("bimtek", "hari_h")
        },
        place=territory.place(current_user.wilayah),
    )


def _title(code: int) -> str:
    place = territory.place(code)
    return place.judul if place else str(code)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
