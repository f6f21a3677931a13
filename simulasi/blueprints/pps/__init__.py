"""Staff pages: who is ready, who needs help, what to repeat, whom to ask, invitations, and one attempt step by step."""

from flask import Flask, url_for
from flask_login import current_user

from simulasi.blueprints.pps import butir, catatan, forum, kelola, kemajuan, kurikulum, operasi, undangan, unduh
from simulasi.blueprints.pps.routes import bp

# name, label, endpoint, who
TABS = (
    ("papan", "Papan", "pps.papan", "pps ppk kpu"),
    ("butir", "Belum dipahami", "butir.daftar", "pps ppk kpu"),
    ("kemajuan", "Kemajuan", "kemajuan.tempat", "pps ppk kpu"),
    ("kelompok", "Kelompok", "forum.daftar", "pps"),
    ("catatan", "Catatan", "catatan.daftar", "pps"),
    ("tanya", "Perlu ditanyakan", "catatan.tanya", "pps"),
    ("kurikulum", "Pelatihan", "kurikulum.atur", "pps ppk kpu"),
    ("undangan", "Undangan", "undangan.daftar", "pps"),
    ("kelola", "Kelola", "kelola.ringkas", "kpu"),
    ("regu", "Latihan regu", "fasilitator.daftar", "pps ppk"),
    ("ponsel", "Ponsel", "serahan.ponsel", "pps"),
    ("ditahan", "Ditahan", "serahan.ditahan", "pps ppk kpu"),
    ("berkas", "Terima berkas", "serahan.berkas", "pps ppk kpu"),
)
# These take the place they are about.
OF_PLACE = ("butir.daftar", "kemajuan.tempat")


def init_app(app: Flask) -> None:
    """Register."""
    for each in (bp, butir.bp, catatan.bp, forum.bp, kelola.bp, kemajuan.bp, kurikulum.bp, operasi.bp, undangan.bp, unduh.bp):
        app.register_blueprint(each)
    app.jinja_env.globals["tabs"] = tabs


def tabs() -> list[tuple[str, str, str]]:
    """What the person who is logged in may open."""
    place = {"wilayah": current_user.wilayah}
    mine = (each for each in TABS if current_user.peran in each[3].split())
    return [(name, label, url_for(endpoint, **(place if endpoint in OF_PLACE else {}))) for name, label, endpoint, _ in mine]
