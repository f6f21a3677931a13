"""Forms of the staff pages."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, IntegerField, SelectMultipleField
from wtforms.validators import InputRequired, NumberRange


class UndanganForm(FlaskForm):
    """Which TPS get an invitation; `semua` for the whole desa."""

    tps = SelectMultipleField("TPS", coerce=int)
    semua = BooleanField("Semua TPS di desa ini")
    tempat = IntegerField(
        "Berapa ponsel per undangan", [InputRequired("Isi jumlah ponsel."), NumberRange(1, 50, "Jumlah ponsel 1 sampai 50.")], default=7
    )
    ganti = BooleanField("Cabut undangan lama TPS itu yang masih berlaku")


class CabutForm(FlaskForm):
    """Nothing but the proof that the button was ours."""
