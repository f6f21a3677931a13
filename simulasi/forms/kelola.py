"""Forms of the operator's pages."""

from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import AnyOf, InputRequired, Length


class AkunForm(FlaskForm):
    """An account for a PPS or a PPK."""

    nama = StringField("Nama akun", [InputRequired(), Length(3, 40)])
    peran = StringField("Peran", [AnyOf(("pps", "ppk"))], default="pps")
    wilayah = StringField("Kode wilayah", [InputRequired(), Length(max=20)])


class PaketForm(FlaskForm):
    """A pack to be compiled: only checked, or published too."""

    aturan = StringField("Aturan", [InputRequired(), Length(max=40)], default="pemilu-2024")
    benih = StringField("Benih", [InputRequired(), Length(1, 60)])
    ukuran = StringField("Ukuran", [InputRequired(), Length(max=12)], default="singkat")
    tindakan = StringField("Tindakan", [AnyOf(("periksa", "terbitkan"))], default="terbitkan")


class SumberForm(FlaskForm):
    """Where a source was read."""

    kutipan = StringField("Kutipan", [InputRequired("Tulis kutipannya."), Length(max=400)])


class HapusForm(FlaskForm):
    """What is to be erased, and what was typed to confirm it (empty: only say what would go)."""

    kode = StringField("Kode peserta", [Length(max=40)], default="")
    hari = StringField("Hari", [Length(max=4)], default="")
    yakin = StringField("Ketik untuk memastikan", [Length(max=60)], default="")
