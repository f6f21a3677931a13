"""A pack as it travels: the plain bytes that its hash names, and the brotli they were stored as. Compressing again would hold up the loop."""

import brotli
import sqlalchemy as sa

from simulasi.extensions import db
from simulasi.models.pack import pack


def stored(pack_hash: str) -> tuple[bytes, bytes] | None:
    """Plain and brotli; None when there is no such pack."""
    try:
        body = db.session.execute(sa.select(pack.c.body).where(pack.c.hash == pack_hash)).scalar()
    except sa.exc.StatementError:  # not 64 hexadecimal digits
        return None
    return (brotli.decompress(body), body) if body is not None else None
