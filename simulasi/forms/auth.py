"""Log-in."""

from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired, Length


class MasukForm(FlaskForm):
    """Name and password; `lanjut` is where they wanted to go."""

    nama = StringField("Nama akun", [InputRequired("Isi nama akun."), Length(max=80, message="Nama akun terlalu panjang.")])
    sandi = PasswordField("Kata sandi", [InputRequired("Isi kata sandi."), Length(max=200, message="Kata sandi terlalu panjang.")])
    lanjut = HiddenField()
