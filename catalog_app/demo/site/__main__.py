"""Serve the demonstration site from the command line."""

from catalog_app.demo.site.server import main

main()
