"""Rows for tests. Factories commit, so that a rollback in the code under test leaves them standing."""
