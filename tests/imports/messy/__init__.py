"""County workbooks made on purpose as untidy as real ones, each with the reading it must give.

Everything is drawn from a seed; nothing else is random. Run many: `python -m tests.imports.messy`.
"""
