"""The entrance: `gunicorn wsgi:app`, `flask --app wsgi`."""

from simulasi import create_app

app = create_app()
