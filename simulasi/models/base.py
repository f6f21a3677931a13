"""What the tables share: a UUID type that is 16 bytes everywhere, and the maker of UUIDv7.

Models never call services and never ask the clock: ids and times come in.
"""

import re
import secrets
from typing import Any
from uuid import UUID

from sqlalchemy import BLOB, Dialect, String, Uuid
from sqlalchemy.types import TypeDecorator, TypeEngine, UserDefinedType


class Uuid16(TypeDecorator[UUID]):
    """Native on PostgreSQL; a 16-byte BLOB on SQLite, where SQLAlchemy's default would be 32 characters."""

    impl = BLOB
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the column's type."""
        return dialect.type_descriptor(Uuid() if dialect.name == "postgresql" else BLOB(16))

    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> UUID | bytes | None:
        """To the database."""
        return value.bytes if value is not None and dialect.name != "postgresql" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> UUID | None:
        """From the database."""
        return UUID(bytes=value) if isinstance(value, bytes) else value


class AsDriver(UserDefinedType[Any]):
    """A value as the driver gives and takes it: for keys that come by the million and are only handed on."""

    cache_ok = True


class Seats(TypeDecorator[str]):
    """`kpps_1,kpps_4` to everybody, `14` in the table; seats with other names stand there as they are."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """To the database."""
        return "".join(value.split(_KPPS)).replace(",", "") if value and _CREW.match(value) else value

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """From the database."""
        return ",".join(_KPPS + digit for digit in value) if value and value.isdigit() else value


_KPPS = "kpps_"
_CREW = re.compile(r"kpps_[1-9](,kpps_[1-9])*\Z")


def uuid7(ms: int) -> UUID:
    """A UUIDv7 of this millisecond: keys that grow with time keep the index warm."""
    random = secrets.randbits(74)
    return UUID(int=(ms & (1 << 48) - 1) << 80 | 7 << 76 | (random >> 62) << 64 | 2 << 62 | (random & (1 << 62) - 1))
