"""How numbers, dates and ages are written for people: plain Indonesian, in the time zone of the place."""

from datetime import UTC, datetime, timedelta, timezone

from flask import Flask

from simulasi import clock
from simulasi.config import Config

MONTHS = ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"]


def number(value: int) -> str:
    """4277 -> 4.277."""
    return f"{value:,}".replace(",", ".")


def age(ms: int | None) -> str:
    """How long ago, as one would say it."""
    if ms is None:
        return "belum ada"
    minutes = max(0, (clock.now_ms() - ms) // 60_000)
    if minutes < 1:
        return "baru saja"
    if minutes < 60:
        return f"{minutes} menit lalu"
    if minutes < 48 * 60:
        return f"{minutes // 60} jam lalu"
    return f"{minutes // 1440} hari lalu"


def role(name: str) -> str:
    """kpps_4 -> KPPS 4."""
    return "semua" if name in ("", "semua") else name.replace("kpps_", "KPPS ").replace("_", " ")


def init_app(app: Flask, settings: Config) -> None:
    """Give templates the filters `angka`, `usia`, `tanggal`, `tanggal_singkat`, `tanggal_jam`, `peran`."""
    place = timezone(timedelta(hours=settings.utc_offset))

    def day(ms: int) -> str:
        moment = datetime.fromtimestamp(ms / 1000, UTC).astimezone(place)
        return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"

    def short_day(ms: int) -> str:
        """For the head of a column: 28 Sep."""
        number, month, _ = day(ms).split(" ")
        return f"{number} {month[:3]}"

    def moment(ms: int) -> str:
        local = datetime.fromtimestamp(ms / 1000, UTC).astimezone(place)
        return f"{day(ms)}, {local.hour:02d}.{local.minute:02d} {settings.zone}"

    app.jinja_env.filters.update(angka=number, usia=age, tanggal=day, tanggal_singkat=short_day, tanggal_jam=moment, peran=role)
    app.jinja_env.globals["sekarang"] = clock.now_ms
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
