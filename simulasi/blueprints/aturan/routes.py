"""/aturan and /aturan/sumber. No cookie, no account: what the law says is no secret."""

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from simulasi import access
from simulasi.services import law_pages

bp = Blueprint("aturan", __name__, url_prefix="/aturan")


@bp.get("")
@access.public
def daftar() -> str:
    """Which rule sets there are."""
    return render_template("aturan/daftar.html", aturan=law_pages.rulesets())


@bp.get("/sumber")
@access.public
def sumber() -> str:
    """Every source, with what was seen of it."""
    return render_template("aturan/sumber.html", kelompok=law_pages.sources())


@bp.get("/<ruleset>")
@access.public
def hari(ruleset: str) -> ResponseReturnValue:
    """The day of one rule set."""
    try:
        page = law_pages.day(ruleset, request.args.get("dpt", ""))
    except law_pages.UnknownRuleset:
        abort(404)
    return render_template("aturan/hari.html", **page), 400 if page["galat"] else 200
