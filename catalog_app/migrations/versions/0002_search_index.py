"""the token index the public searches

A contentless FTS5 table on SQLite, tsvector columns with GIN on PostgreSQL. Both hold tokens cut by
the application: `title` (name and group), `body` (the other texts), `tags` (region chain, domain, level).
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE search_index USING fts5("
            "title, body, tags, content='', tokenize=\"unicode61 remove_diacritics 0 tokenchars '_'\")"
        )
        return
    op.execute(
        "CREATE TABLE search_index ("
        "id integer PRIMARY KEY REFERENCES search_document(id) ON DELETE CASCADE, "
        "title tsvector NOT NULL, everything tsvector NOT NULL)"
    )
    op.execute("CREATE INDEX ix_search_index_title ON search_index USING gin (title)")
    op.execute("CREATE INDEX ix_search_index_everything ON search_index USING gin (everything)")


def downgrade() -> None:
    op.execute("DROP TABLE search_index")
