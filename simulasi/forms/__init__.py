"""Flask-WTF classes: what a form may hold, and the sentences when it does not. Never models."""
