"""How a phone's body is read and answered, for blueprints that may not look into `sync`."""

from simulasi.sync.bundle import BundleError
from simulasi.sync.protocol import MAX_BODY, ProtocolError, peek_nonce, unpack

__all__ = ["MAX_BODY", "BundleError", "ProtocolError", "peek_nonce", "unpack"]
