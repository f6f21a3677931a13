"""Forms of notes, groups, meetings and the follow-up plan."""

from flask_wtf import FlaskForm
from wtforms import DateField, DateTimeLocalField, HiddenField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import AnyOf, InputRequired, Length, Optional

SHORT = "Paling banyak %(max)d huruf."


class CatatanForm(FlaskForm):
    """A note; where it goes is hidden in it, and checked again by the service."""

    teks = TextAreaField("Catatan", [InputRequired("Tulis catatannya."), Length(max=600, message=SHORT)])
    langkah = HiddenField()
    topik = HiddenField()


class KelompokForm(FlaskForm):
    """A group of TPS."""

    nama = StringField("Nama kelompok", [InputRequired("Beri nama kelompoknya."), Length(max=60, message=SHORT)])
    tps = SelectMultipleField("TPS", coerce=int)


class PertemuanForm(FlaskForm):
    """A meeting to come."""

    mulai = DateTimeLocalField("Hari dan jam", [InputRequired("Isi hari dan jamnya.")], format="%Y-%m-%dT%H:%M")
    tempat = StringField("Tempat", [InputRequired("Isi tempatnya."), Length(max=120, message=SHORT)])
    pemandu = StringField("Pemandu", [InputRequired("Isi siapa pemandunya."), Length(max=60, message=SHORT)])
    topik = SelectField("Topik", validate_choice=False)


class HasilForm(FlaskForm):
    """What came of a meeting; attendance is one field for each member, read by its name."""

    keadaan = StringField("Keadaan", [AnyOf(("selesai", "rencana", "batal"))], default="selesai")
    hasil = TextAreaField("Hasil", [Optional(), Length(max=600, message=SHORT)])
    langkah = TextAreaField("Langkah berikut", [Optional(), Length(max=300, message=SHORT)])


class RtlForm(FlaskForm):
    """A line of the follow-up plan."""

    isi = StringField("Apa yang dilakukan", [InputRequired("Isi tindak lanjutnya."), Length(max=300, message=SHORT)])
    pemilik = SelectField("Siapa", validate_choice=False)
    tenggat = DateField("Sampai tanggal", [InputRequired("Isi tanggalnya.")])


class BuktiForm(FlaskForm):
    """It is done, and this is the proof."""

    bukti = StringField("Bukti", [InputRequired("Tulis buktinya."), Length(max=200, message=SHORT)])
