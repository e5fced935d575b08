"""sites of places, and what became of each content element of a link"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "local_site",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("host", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("author_name", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(host) > 0", name=op.f("ck_local_site_has_host")),
        sa.ForeignKeyConstraint(["author_id"], ["app_user.id"], name="fk_local_site_author_id_app_user"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name="fk_local_site_region_id_region"),
        sa.PrimaryKeyConstraint("id", name="pk_local_site"),
        sa.UniqueConstraint("region_id", "host", name="uq_local_site_region_id_host"),
    )
    with op.batch_alter_table("page_check") as table:
        table.add_column(sa.Column("elements", sa.JSON(), nullable=False, server_default="{}"))


def downgrade() -> None:
    with op.batch_alter_table("page_check") as table:
        table.drop_column("elements")
    op.drop_table("local_site")
