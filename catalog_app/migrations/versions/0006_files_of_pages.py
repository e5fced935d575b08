"""files of pages: what was read of the attachments of each page"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("page_check") as table:
        table.add_column(sa.Column("files", sa.JSON(), nullable=False, server_default="[]"))


def downgrade() -> None:
    with op.batch_alter_table("page_check") as table:
        table.drop_column("files")
