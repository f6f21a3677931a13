"""Forms of the trainer's pages."""

from flask_wtf import FlaskForm
from wtforms import DateTimeLocalField, IntegerField, SelectField, SelectMultipleField, StringField
from wtforms.validators import AnyOf, InputRequired, Length, NumberRange, Optional, Regexp

ACTS = ("mulai", "jeda", "lanjut", "selesai", "laju", "paket", "kembali", "kejadian", "catat")


class SesiForm(FlaskForm):
    """A group session: which day, who sits where, when and at which place."""

    nama = StringField("Nama kelompok", [InputRequired("Isi nama kelompok."), Length(max=80, message="Nama paling panjang 80 huruf.")])
    aturan = SelectField("Aturan")
    ukuran = SelectField("Panjang hari")
    benih = StringField(
        "Benih hari",
        [
            InputRequired("Isi benih: satu kata, misalnya nama kelompok."),
            Length(max=40),
            Regexp(r"^[A-Za-z0-9 _-]+$", message="Benih hanya huruf dan angka."),
        ],
    )
    kursi = SelectMultipleField("Kursi yang diisi orang", [InputRequired("Pilih paling sedikit satu kursi.")])
    laju = IntegerField("Jeda antarpemilih, detik", [NumberRange(0, 120, "Jeda 0 sampai 120 detik.")], default=0)
    fokus = SelectMultipleField("Yang ditekankan")
    mulai = DateTimeLocalField("Tanggal dan jam", [InputRequired("Isi tanggal dan jam.")], format="%Y-%m-%dT%H:%M")
    tempat = StringField("Tempat", [InputRequired("Isi tempat."), Length(max=120, message="Tempat paling panjang 120 huruf.")])
    tps = SelectMultipleField("TPS yang diundang", coerce=int)


class UbahSesiForm(FlaskForm):
    """When and where, or called off."""

    mulai = DateTimeLocalField("Tanggal dan jam", [InputRequired("Isi tanggal dan jam.")], format="%Y-%m-%dT%H:%M")
    tempat = StringField("Tempat", [InputRequired("Isi tempat."), Length(max=120, message="Tempat paling panjang 120 huruf.")])
    batal = StringField("Keadaan", [AnyOf(("0", "1"))])


class KehadiranForm(FlaskForm):
    """Who is here, ticked by hand."""

    hadir = SelectMultipleField("Yang hadir")


class KendaliForm(FlaskForm):
    """One act of the trainer's during the day."""

    act = StringField("Tindakan", [AnyOf(ACTS)])
    kursi = StringField("Kursi", [Length(max=10)])
    teks = StringField("Kejadian", [Length(max=300, message="Paling panjang 300 huruf.")])
    laju = IntegerField("Jeda antarpemilih, detik", [Optional(), NumberRange(0, 120, "Jeda 0 sampai 120 detik.")])
