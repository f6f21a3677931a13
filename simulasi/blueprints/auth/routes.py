"""/masuk and /keluar."""

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask_login import current_user, login_user, logout_user
from werkzeug.wrappers import Response

from simulasi import access
from simulasi.forms.auth import MasukForm
from simulasi.services import accounts, throttle

bp = Blueprint("auth", __name__)

WRONG = "Nama akun dan kata sandi tidak cocok. Periksa lagi, lalu coba sekali lagi."
TOO_OFTEN = "Terlalu banyak percobaan. Tunggu {} detik, lalu coba lagi."


@bp.route("/masuk", methods=["GET", "POST"])
@access.public
def masuk() -> Response | str | tuple[str, int, dict[str, str]]:
    """Log in."""
    form = MasukForm()
    if request.method == "GET":
        form.lanjut.data = request.args.get("lanjut", "")
    if current_user.is_authenticated:
        return redirect(_onward(form.lanjut.data))
    if not form.validate_on_submit():
        return render_template("auth/masuk.html", form=form) if request.method == "GET" else (_again(form), 400, {})
    try:
        person = accounts.log_in(form.nama.data or "", form.sandi.data or "", request.remote_addr)
    except throttle.TooOften as wait:
        return _again(form, TOO_OFTEN.format(wait.retry_after)), 429, {"Retry-After": str(wait.retry_after)}
    except accounts.LoginRefused:
        return _again(form, WRONG), 401, {}
    # Nothing of the session before the log-in lives on: a cookie planted earlier is worth nothing.
    session.clear()
    login_user(person)
    return redirect(_onward(form.lanjut.data))


@bp.post("/keluar")
@access.staff("pps", "ppk", "kpu")
def keluar() -> Response:
    """Log out."""
    accounts.log_out(current_user.token)
    logout_user()
    session.clear()
    return redirect(url_for("auth.masuk"))


def _again(form: MasukForm, message: str = "") -> str:
    return render_template("auth/masuk.html", form=form, message=message)


def _onward(target: str | None) -> str:
    """Where they wanted to go, when that is a page of ours."""
    inside = target and target.startswith("/pps") and "\\" not in target and "//" not in target
    return target if inside and target else url_for("pps.papan")
