"""Invitations: making, printing, revoking. A code is on the page that made it and nowhere else."""

from uuid import UUID

import segno
from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask_login import current_user
from markupsafe import Markup
from werkzeug.wrappers import Response

from simulasi import access, clock
from simulasi.forms.pps import CabutForm, UndanganForm
from simulasi.services import invitations, territory

bp = Blueprint("undangan", __name__, url_prefix="/pps/undangan")


@bp.get("")
@access.staff("pps")
def daftar() -> str:
    """What is open, who used it, and a form for more."""
    return _page(_form())


@bp.post("")
@access.staff("pps")
def buat() -> str | tuple[str, int]:
    """Make them, and show the sheets to print."""
    form = _form()
    stations = territory.tps_below(current_user.wilayah)
    if not form.validate_on_submit():
        return _page(form), 400
    wanted = stations if form.semua.data else form.tps.data or []
    if not wanted:
        flash("Pilih paling sedikit satu TPS.", "no")
        return _page(form), 400
    cards = invitations.create(wanted, current_user, seats=form.tempat.data or invitations.SEATS, replace=bool(form.ganti.data))
    base = current_app.extensions["simulasi"].public_url or request.host_url.rstrip("/")
    sheets = [(card, invitations.link(base, card.code), _qr(invitations.link(base, card.code))) for card in cards]
    return render_template("pps/undangan_cetak.html", sheets=sheets, place=territory.place(current_user.wilayah))


@bp.post("/<uuid:invitation_id>/cabut")
@access.staff("pps")
def cabut(invitation_id: UUID) -> Response:
    """Revoke one of one's own."""
    if not CabutForm().validate_on_submit():
        abort(400)
    if not invitations.revoke(invitation_id, current_user):
        abort(404)
    flash("Undangan dicabut. Ponsel yang sudah terdaftar tetap terdaftar.", "ok")
    return redirect(url_for("undangan.daftar"))


def _form() -> UndanganForm:
    form = UndanganForm()
    form.tps.choices = [(tps_id, f"TPS {tps_id % 1000:03d}") for tps_id in territory.tps_below(current_user.wilayah)]
    return form


def _page(form: UndanganForm) -> str:
    desa = current_user.wilayah
    used: dict[UUID, list[invitations.Use]] = {}
    for use in invitations.uses(desa):
        used.setdefault(use.invitation_id, []).append(use)
    return render_template(
        "pps/undangan.html",
        form=form,
        cabut=CabutForm(),
        rows=invitations.listed(desa),
        used=used,
        days=current_app.extensions["simulasi"].invitation_days,
        now=clock.now_ms(),
        place=territory.place(desa),
    )


def _qr(text: str) -> Markup:
    """An SVG without inline style, as our policy wants it; `svgclass` off, size by CSS."""
    code = segno.make(text, error="m", micro=False)
    return Markup(code.svg_inline(border=4, svgclass="qr", lineclass=None, omitsize=True, dark="#000", light="#fff"))
