"""The application for a WSGI server: `granian --interface wsgi catalog_app.wsgi:app`."""

from catalog_app import create_app

app = create_app()
