"""The trainer's word about the course."""

from flask_wtf import FlaskForm
from wtforms import DateField, SelectMultipleField
from wtforms.validators import Optional

DATE = "Tanggal tidak terbaca."


class KurikulumForm(FlaskForm):
    """Which parts are open, and the two dates; the order is one number for each part, read by its name."""

    buka = SelectMultipleField("Bagian yang dibuka")
    bimtek = DateField("Hari bimtek", [Optional()])
    hari_h = DateField("Hari pemungutan suara", [Optional()])
