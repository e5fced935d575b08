"""hosts and what they ask of visitors; how often a page is visited; pages rendered"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "web_host",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("host", sa.String(), nullable=False),
        sa.Column("crawl_delay", sa.Double(), nullable=True),
        sa.Column("robots_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("robots_status", sa.String(), nullable=True),
        sa.Column("robots_text", sa.String(), nullable=True),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_outcome", sa.String(), nullable=True),
        sa.Column("last_status", sa.Integer(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("rests", sa.Integer(), nullable=False),
        sa.Column("rested_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("render", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "robots_status IN ('read','none','unreachable')",
            name=op.f("ck_web_host_robots_status_known"),
        ),
        sa.PrimaryKeyConstraint("id", name="pk_web_host"),
        sa.UniqueConstraint("host", name="uq_web_host_host"),
    )
    with op.batch_alter_table("web_page") as table:
        table.add_column(
            sa.Column("interval_days", sa.Integer(), nullable=False, server_default="1")
        )
        table.add_column(sa.Column("due_on", sa.Date(), nullable=True))
    with op.batch_alter_table("page_check") as table:
        table.add_column(
            sa.Column("rendered", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("check_run") as table:
        table.add_column(sa.Column("not_due", sa.Integer(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("check_run") as table:
        table.drop_column("not_due")
    with op.batch_alter_table("page_check") as table:
        table.drop_column("rendered")
    with op.batch_alter_table("web_page") as table:
        table.drop_column("due_on")
        table.drop_column("interval_days")
    op.drop_table("web_host")
