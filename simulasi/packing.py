"""Compressed forms of files, kept in the var folder: packing them at their best takes each starting worker a second and a half that it has not got."""

import contextlib
import gzip
import hashlib
import os
import zlib
from pathlib import Path

import brotli

ENCODINGS = ("br", "gzip")


def pack(body: bytes, encoding: str) -> bytes:
    """Compress as small as it gets; `encoding` is `br` or `gzip`."""
    return brotli.compress(body, quality=11) if encoding == "br" else gzip.compress(body, 9, mtime=0)


def unpack(packed: bytes, encoding: str) -> bytes:
    """The plain bytes; empty when these are no such bytes."""
    with contextlib.suppress(brotli.error, OSError, EOFError, zlib.error):
        return brotli.decompress(packed) if encoding == "br" else gzip.decompress(packed)
    return b""


class Kept:
    """Packed files in a folder, by the hash of what they hold. Whatever lies there is opened before it is believed."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.used: set[str] = set()

    def packed(self, body: bytes, encoding: str) -> bytes:
        """The packed form, from the folder or made now."""
        name = f"{hashlib.sha256(body).hexdigest()}.{encoding}"
        self.used.add(name)
        path = self.folder / name
        kept = path.read_bytes() if path.is_file() else b""
        if kept and unpack(kept, encoding) == body:
            return kept
        made = pack(body, encoding)
        # A folder that cannot be written costs time at the next start and nothing else.
        with contextlib.suppress(OSError):
            self.folder.mkdir(exist_ok=True)
            fresh = path.with_suffix(f".{os.getpid()}")
            fresh.write_bytes(made)
            fresh.replace(path)
        return made

    def forget_others(self) -> None:
        """Throw away what was not asked for since this began: earlier builds."""
        if self.folder.is_dir():
            for path in self.folder.iterdir():
                if path.name not in self.used:
                    path.unlink(missing_ok=True)
