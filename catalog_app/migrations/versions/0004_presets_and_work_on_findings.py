"""presets of the rules, runs that pause, and who sees to a finding until when"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

RUN_STATES = "state IN ('queued','running','paused','finished','stopped')"
OLD_RUN_STATES = "state IN ('queued','running','finished','stopped')"
EVENT_KINDS = "kind IN ('state','comment','assignment')"


def upgrade() -> None:
    op.create_table(
        "rule_presets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("author_name", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("thresholds", sa.JSON(), nullable=False),
        sa.Column("counting", sa.JSON(), nullable=False),
        sa.Column("off", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["app_user.id"], name="fk_rule_presets_author_id_app_user"),
        sa.PrimaryKeyConstraint("id", name="pk_rule_presets"),
        sa.UniqueConstraint("number", name="uq_rule_presets_number"),
    )
    with op.batch_alter_table("check_run") as table:
        table.drop_constraint(op.f("ck_check_run_state_known"), type_="check")
        table.create_check_constraint(op.f("ck_check_run_state_known"), RUN_STATES)
    with op.batch_alter_table("finding") as table:
        table.add_column(sa.Column("presets_version", sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("advisory", sa.Boolean(), nullable=False, server_default=sa.false()))
        table.add_column(sa.Column("url", sa.String(), nullable=True))
        table.add_column(sa.Column("assigned_to_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("deadline", sa.Date(), nullable=True))
        table.create_foreign_key(
            op.f("fk_finding_assigned_to_id_app_user"), "app_user", ["assigned_to_id"], ["id"]
        )
        table.create_index(op.f("ix_finding_url"), ["url"])
        table.create_index(op.f("ix_finding_assigned_to_id"), ["assigned_to_id"])
    with op.batch_alter_table("finding_event") as table:
        table.add_column(sa.Column("kind", sa.String(), nullable=False, server_default="state"))
        table.create_check_constraint(op.f("ck_finding_event_kind_known"), EVENT_KINDS)


def downgrade() -> None:
    with op.batch_alter_table("finding_event") as table:
        table.drop_constraint(op.f("ck_finding_event_kind_known"), type_="check")
        table.drop_column("kind")
    with op.batch_alter_table("finding") as table:
        table.drop_index(op.f("ix_finding_assigned_to_id"))
        table.drop_index(op.f("ix_finding_url"))
        table.drop_constraint(op.f("fk_finding_assigned_to_id_app_user"), type_="foreignkey")
        for column in ("deadline", "assigned_to_id", "url", "advisory", "presets_version"):
            table.drop_column(column)
    op.execute("UPDATE check_run SET state = 'stopped' WHERE state = 'paused'")
    with op.batch_alter_table("check_run") as table:
        table.drop_constraint(op.f("ck_check_run_state_known"), type_="check")
        table.create_check_constraint(op.f("ck_check_run_state_known"), OLD_RUN_STATES)
    op.drop_table("rule_presets")
