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
    """A pack to be compiled."""

    aturan = StringField("Aturan", [InputRequired(), Length(max=40)], default="pemilu-2024")
    benih = StringField("Benih", [InputRequired(), Length(1, 60)])
    ukuran = StringField("Ukuran", [AnyOf(("singkat", "sedang", "daftar"))], default="singkat")
