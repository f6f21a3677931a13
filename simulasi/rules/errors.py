"""The one way the law room says no to what it was given."""


class BadInput(ValueError):
    """Refuse an input with one plain Indonesian sentence that names the place."""
