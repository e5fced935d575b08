"""lists and legal bases"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

CURRENT = sa.text("state = 'current'")


def upgrade() -> None:
    _legal_basis()
    _item_list()
    _list_item()


def _legal_basis() -> None:
    op.create_table(
        "legal_basis",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("plain_title", sa.String(), nullable=False),
        sa.Column("document_number", sa.String(), nullable=False),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.Column("issuer", sa.String(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("in_force_from", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("articles_shifted", sa.Boolean(), nullable=False),
        sa.Column("replaced_by_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("seed_key", sa.String(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_by_name", sa.String(), nullable=False),
        sa.CheckConstraint(
            "status IN ('unverified','in_force','amended','repealed')",
            name="ck_legal_basis_status_known",
        ),
        sa.CheckConstraint("length(title) > 0", name="ck_legal_basis_has_title"),
        sa.CheckConstraint(
            "replaced_by_id IS NULL OR replaced_by_id <> id", name="ck_legal_basis_replaces_another"
        ),
        sa.ForeignKeyConstraint(
            ["replaced_by_id"], ["legal_basis.id"], name="fk_legal_basis_replaced_by_id_legal_basis"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_legal_basis"),
        sa.UniqueConstraint(
            "plain_title", "document_number", name="uq_legal_basis_plain_title_document_number"
        ),
        sa.UniqueConstraint("seed_key", name="uq_legal_basis_seed_key"),
    )
    for column in ("plain_title", "document_number", "status", "replaced_by_id"):
        op.create_index(f"ix_legal_basis_{column}", "legal_basis", [column])


def _item_list() -> None:
    op.create_table(
        "item_list",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("problems", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("author_name", sa.String(), nullable=False),
        sa.CheckConstraint("kind IN ('power','service','matter')", name="ck_item_list_kind_known"),
        sa.CheckConstraint(
            "state IN ('previewed','current','superseded')", name="ck_item_list_state_known"
        ),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_item_list_region_id_region"),
        sa.ForeignKeyConstraint(
            ["author_id"], ["app_user.id"], name="fk_item_list_author_id_app_user"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_item_list"),
    )
    op.create_index("ix_item_list_region_id", "item_list", ["region_id"])
    op.create_index(
        "uq_item_list_current",
        "item_list",
        ["region_id", "kind"],
        unique=True,
        sqlite_where=CURRENT,
        postgresql_where=CURRENT,
    )


def _list_item() -> None:
    op.create_table(
        "list_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("plain_name", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=True),
        sa.Column("owner", sa.String(), nullable=True),
        sa.Column("basis", sa.JSON(), nullable=False),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("domain_code", sa.String(), nullable=True),
        sa.Column("domain_how", sa.String(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("kind IN ('power','service','matter')", name="ck_list_item_kind_known"),
        sa.CheckConstraint(
            "domain_how IN ('name','words','near','owner','none','chosen')",
            name="ck_list_item_domain_how_known",
        ),
        sa.CheckConstraint("length(name) > 0", name="ck_list_item_has_name"),
        sa.ForeignKeyConstraint(
            ["list_id"], ["item_list.id"], name="fk_list_item_list_id_item_list", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["domain_code"], ["domain.code"], name="fk_list_item_domain_code_domain"
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entry.id"], name="fk_list_item_entry_id_entry", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_list_item"),
        sa.UniqueConstraint("list_id", "position", name="uq_list_item_list_id_position"),
    )
    for column in ("list_id", "plain_name", "domain_code", "entry_id"):
        op.create_index(f"ix_list_item_{column}", "list_item", [column])


def downgrade() -> None:
    for table in ("list_item", "item_list", "legal_basis"):
        op.drop_table(table)
