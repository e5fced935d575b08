"""Thousands of damaged files, each read or refused: `python -m tests.imports.fuzz --files 20000`."""
