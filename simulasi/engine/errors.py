"""The one way the engine says no. Twin: static/js/engine/errors.js"""


class Refusal(Exception):
    """Refuse an event or a pack with a stable kebab-case code; nothing has changed."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message
