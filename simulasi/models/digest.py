"""A SHA-256 as 32 bytes in the table and lower-case hex everywhere else."""

from sqlalchemy import Dialect, LargeBinary
from sqlalchemy.types import TypeDecorator


class Digest(TypeDecorator[str]):
    """Half the bytes of hex in rows that come by the million."""

    impl = LargeBinary(32)
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        """To the database."""
        return None if value is None else bytes.fromhex(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        """From the database."""
        return None if value is None else bytes(value).hex()
