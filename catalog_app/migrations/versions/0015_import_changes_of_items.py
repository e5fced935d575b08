"""what an import did to an entry: also the guide's item it was found to follow"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

ACTIONS = "action IN ('added','changed','withdrawn','linked')"
WITH_RELATED = "action IN ('added','changed','withdrawn','linked','related')"
NAME = "ck_import_change_action_known"


def upgrade() -> None:
    with op.batch_alter_table("import_change") as table:
        table.add_column(sa.Column("related_item_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk_import_change_related_item_id_standard_item"), "standard_item", ["related_item_id"], ["id"], ondelete="SET NULL"
        )
        table.create_index(op.f("ix_import_change_related_item_id"), ["related_item_id"])
        table.drop_constraint(op.f(NAME), type_="check")
        table.create_check_constraint(op.f(NAME), WITH_RELATED)


def downgrade() -> None:
    op.execute("DELETE FROM import_change WHERE action = 'related'")
    with op.batch_alter_table("import_change") as table:
        table.drop_constraint(op.f(NAME), type_="check")
        table.create_check_constraint(op.f(NAME), ACTIONS)
        table.drop_index(op.f("ix_import_change_related_item_id"))
        table.drop_constraint(op.f("fk_import_change_related_item_id_standard_item"), type_="foreignkey")
        table.drop_column("related_item_id")
