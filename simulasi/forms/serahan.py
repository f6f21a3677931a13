"""Forms of the pages about bundles and phones."""

from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired, FileSize
from wtforms import IntegerField, StringField
from wtforms.validators import UUID, InputRequired

MAX_FILE = 4 * 1024 * 1024


class BerkasForm(FlaskForm):
    """A `.simtps` file that somebody handed over."""

    berkas = FileField(
        "Berkas .simtps", [FileRequired("Pilih berkasnya dulu."), FileSize(MAX_FILE, 1, "Berkas kosong atau lebih dari 4 MB.")]
    )


class LepasForm(FlaskForm):
    """To which member something held belongs."""

    anggota = StringField("Anggota", [UUID("Pilih anggotanya dulu.")])


class ArahForm(FlaskForm):
    """Which desa something held is about."""

    desa = IntegerField("Desa", [InputRequired("Pilih desanya dulu.")])
