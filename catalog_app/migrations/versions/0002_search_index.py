"""the token index the public searches, and the items a catalogue leaves out with a reason

A contentless FTS5 table on SQLite, tsvector columns with GIN on PostgreSQL. Both hold tokens cut by
the application: `title` (name and group), `body` (the other texts), `tags` (region chain, domain, level).
The ascii tokenizer splits at blanks only: what a token is, the application alone decides.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("search_document", sa.Column("tags", sa.String(), nullable=False, server_default=""))
    op.create_index("ix_search_document_facets", "search_document", ["id", "domain_code", "region_id"])
    op.create_table(
        "search_omitted_item",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("catalog_id", sa.Integer(), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("domain_code", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["entry.id"], name="fk_search_omitted_item_id_entry", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["catalog_id"], ["catalog.id"], name="fk_search_omitted_item_catalog_id_catalog"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_search_omitted_item_region_id_region"),
        sa.ForeignKeyConstraint(["domain_code"], ["domain.code"], name="fk_search_omitted_item_domain_code_domain"),
        sa.PrimaryKeyConstraint("id", name="pk_search_omitted_item"),
    )
    op.create_index("ix_search_omitted_item_catalog_id", "search_omitted_item", ["catalog_id"])
    op.create_index("ix_search_omitted_item_region_domain", "search_omitted_item", ["region_id", "domain_code"])
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE search_index USING fts5("
            "title, body, tags, content='', tokenize=\"ascii tokenchars '_'\")"
        )
        return
    op.execute(
        "CREATE TABLE search_index (id bigint PRIMARY KEY, "
        "title tsvector NOT NULL, everything tsvector NOT NULL)"
    )
    op.execute("CREATE INDEX ix_search_index_title ON search_index USING gin (title)")
    op.execute("CREATE INDEX ix_search_index_everything ON search_index USING gin (everything)")
    op.execute(PLANNING)


# With the default costs of spinning disks the planner walks the whole table for a rare word, and
# compiling a query (jit) takes longer than running it. Who may not alter the database goes without.
PLANNING = """
DO $$ BEGIN
  EXECUTE format('ALTER DATABASE %I SET random_page_cost = 1.1', current_database());
  EXECUTE format('ALTER DATABASE %I SET jit = off', current_database());
EXCEPTION WHEN insufficient_privilege THEN
  RAISE NOTICE 'not the owner of the database: set random_page_cost = 1.1 and jit = off';
END $$
"""


def downgrade() -> None:
    op.execute("DROP TABLE search_index")
    op.drop_table("search_omitted_item")
    op.drop_index("ix_search_document_facets", "search_document")
    op.drop_column("search_document", "tags")
