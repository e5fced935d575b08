"""`python -m catalog_app` is the `catalog` command."""

from catalog_app.cli import main

main()
