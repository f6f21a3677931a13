"""Bytes in and out: varints that hold every safe integer, short texts, and a reader that never reads past the end. Twin: static/js/group/bytes.js"""

import struct
from collections.abc import Sequence

SAFE = 2**53 - 1


class Cut(ValueError):
    """The bytes end too early, or say something too large."""


class Writer:
    """Collects bytes."""

    def __init__(self) -> None:
        self.out = bytearray()

    def varint(self, n: int) -> None:
        """A natural number, seven bits a byte, lowest first."""
        while n >= 128:
            self.out.append(n % 128 + 128)
            n //= 128
        self.out.append(n)

    def text(self, value: str) -> None:
        """Its length and its UTF-8."""
        encoded = value.encode()
        self.varint(len(encoded))
        self.out += encoded


class Reader:
    """Reads what `Writer` wrote; raises Cut."""

    def __init__(self, data: bytes):
        self.data, self.at = data, 0

    @property
    def left(self) -> int:
        """How much has not been read."""
        return len(self.data) - self.at

    def byte(self) -> int:
        """One byte."""
        return self.bytes(1)[0]

    def bytes(self, n: int) -> bytes:
        """Exactly so many."""
        if n > self.left:
            raise Cut("terpotong")
        self.at += n
        return self.data[self.at - n : self.at]

    def varint(self) -> int:
        """A natural number that JavaScript holds too."""
        data, at, n, shift = self.data, self.at, 0, 0
        try:
            while (byte := data[at]) >= 128:
                n += byte - 128 << shift
                shift += 7
                at += 1
                if shift > 49:
                    raise Cut("bilangan terlalu besar")
        except IndexError:
            raise Cut("terpotong") from None
        n += byte << shift
        if n > SAFE:
            raise Cut("bilangan terlalu besar")
        self.at = at + 1
        return n

    def varints(self, n: int) -> Sequence[int]:
        """So many of them, nearly always of one byte each."""
        each = self.data[self.at : self.at + n]
        if len(each) < n or not each.isascii():
            return [self.varint() for _ in range(n)]
        self.at += n
        return each

    def clocks(self, n: int) -> Sequence[int]:
        """So many numbers by columns: their low bytes, then as varints what is above."""
        lows, highs = self.bytes(n), self.varints(n)
        if not isinstance(highs, bytes):
            return [low + 256 * high for low, high in zip(lows, highs, strict=True)]
        pairs = bytearray(2 * n)
        pairs[::2], pairs[1::2] = lows, highs
        return struct.unpack(f"<{n}H", pairs)

    def text(self, most: int) -> str:
        """UTF-8 of at most so many bytes."""
        n = self.varint()
        if n > most:
            raise Cut("teks terlalu panjang")
        try:
            return self.bytes(n).decode()
        except UnicodeDecodeError:
            raise Cut("bukan UTF-8") from None
