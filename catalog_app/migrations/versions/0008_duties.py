"""duties"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

GAPS = (
    "'no_limit'", "'unreadable'", "'needs_trigger'", "'no_page'", "'not_seen'", "'manual'",
    "'staged'", "'continuous'", "'ditto'",
)  # fmt: skip


def upgrade() -> None:
    op.create_table(
        "trigger_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("trigger_kind", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("happened", sa.String(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("author_name", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(happened) > 0", name="ck_trigger_day_says_what_happened"),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name="fk_trigger_day_entry_id_entry", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["author_id"], ["app_user.id"], name="fk_trigger_day_author_id_app_user"),
        sa.PrimaryKeyConstraint("id", name="pk_trigger_day"),
    )
    op.create_index("ix_trigger_day_entry_day", "trigger_day", ["entry_id", "day"])
    op.create_table(
        "special_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("is_workday", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("author_name", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(name) > 0", name="ck_special_day_has_name"),
        sa.ForeignKeyConstraint(["author_id"], ["app_user.id"], name="fk_special_day_author_id_app_user"),
        sa.PrimaryKeyConstraint("day", name="pk_special_day"),
    )
    op.create_table(
        "settled_year",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("author_name", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["app_user.id"], name="fk_settled_year_author_id_app_user"),
        sa.PrimaryKeyConstraint("year", name="pk_settled_year"),
    )
    op.create_table(
        "duty",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("catalog_id", sa.Integer(), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("limit_words", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("soft", sa.Boolean(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("done_url", sa.String(), nullable=True),
        sa.Column("gap", sa.String(), nullable=True),
        sa.Column("why", sa.String(), nullable=False),
        sa.CheckConstraint("(due IS NULL) <> (gap IS NULL)", name="ck_duty_due_or_gap"),
        sa.CheckConstraint("done_on IS NULL OR due IS NOT NULL", name="ck_duty_done_was_due"),
        sa.CheckConstraint(f"gap IN ({','.join(GAPS)})", name="ck_duty_gap_known"),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name="fk_duty_entry_id_entry", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["catalog_id"], ["catalog.id"], name="fk_duty_catalog_id_catalog"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_duty_region_id_region"),
        sa.PrimaryKeyConstraint("id", name="pk_duty"),
        sa.UniqueConstraint("entry_id", "key", name="uq_duty_entry_id_key"),
    )
    op.create_index("ix_duty_catalog_id", "duty", ["catalog_id"])
    op.create_index("ix_duty_owner", "duty", ["owner"])
    op.create_index("ix_duty_region_due", "duty", ["region_id", "due"])
    op.create_index("ix_duty_due", "duty", ["due"])
    op.create_table(
        "duty_feed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name="fk_duty_feed_user_id_app_user", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_duty_feed_region_id_region"),
        sa.PrimaryKeyConstraint("id", name="pk_duty_feed"),
        sa.UniqueConstraint("token_hash", name="uq_duty_feed_token_hash"),
    )
    op.create_index("ix_duty_feed_user_id", "duty_feed", ["user_id"])


def downgrade() -> None:
    for table in ("duty_feed", "duty", "settled_year", "special_day", "trigger_day"):
        op.drop_table(table)
