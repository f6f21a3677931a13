"""The one way the compiler says that what it was given cannot become a pack."""


class ContentError(ValueError):
    """Refuse authored content or an input in one plain Indonesian sentence that names the place."""
