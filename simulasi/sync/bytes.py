"""Bytes in and out: varints that hold every safe integer, short texts, and a reader that never reads past the end. Twin: static/js/group/bytes.js"""

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
        if self.at < len(self.data) and self.data[self.at] < 128:  # nearly all of them
            self.at += 1
            return self.data[self.at - 1]
        n, scale, b = 0, 1, 128
        while b >= 128:
            b = self.byte()
            n += b % 128 * scale
            if n > SAFE or scale > 2**49:
                raise Cut("bilangan terlalu besar")
            scale *= 128
        return n

    def text(self, most: int) -> str:
        """UTF-8 of at most so many bytes."""
        n = self.varint()
        if n > most:
            raise Cut("teks terlalu panjang")
        try:
            return self.bytes(n).decode()
        except UnicodeDecodeError:
            raise Cut("bukan UTF-8") from None
