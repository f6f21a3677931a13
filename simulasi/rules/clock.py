"""Times of day as minutes since midnight, so that nobody compares text or carries a clock."""

from simulasi.rules.errors import BadInput
from simulasi.rules.reading import short


def minute(text: str) -> int:
    """Read "07:30" (or "07.30", as forms print it) as a minute of the day."""
    hours, found, minutes = text.replace(".", ":").partition(":")
    if not (found and _digits(hours, 2) and _digits(minutes, 2) and len(minutes) == 2 and int(hours) < 24 and int(minutes) < 60):
        raise BadInput(f"jam '{short(text)}' tidak terbaca; tulis seperti 07:30")
    return int(hours) * 60 + int(minutes)


def clock(minute_of_day: int) -> str:
    """Write a minute of the day as "07:30"."""
    return f"{minute_of_day // 60:02d}:{minute_of_day % 60:02d}"


def printed(minute_of_day: int) -> str:
    """Write a minute of the day as forms and people do: 07.30."""
    return clock(minute_of_day).replace(":", ".")


def _digits(text: str, most: int) -> bool:
    return 0 < len(text) <= most and text.isascii() and text.isdigit()
