"""what people decided about a finding, as a word of its own; ways to what is to be deleted"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

DECISIONS = "decision IN ('contested','withdrawn','waived','upheld')"
OPEN = "('suspected','confirmed')"
# What is asked before an old visit or text is deleted.
INDEXES = (
    ("web_page", "last_check_id"),
    ("page_check", "snapshot_hash"),
    ("finding", "content_hash"),
)
BY_PERSON = "actor_id IS NOT NULL AND kind = 'state'"


def upgrade() -> None:
    for table, column in INDEXES:
        op.create_index(f"ix_{table}_{column}", table, [column])
    with op.batch_alter_table("finding_event") as table:
        table.add_column(sa.Column("decision", sa.String(), nullable=True))
        table.create_check_constraint(op.f("ck_finding_event_decision_known"), DECISIONS)
    sqlite = op.get_bind().dialect.name == "sqlite"
    address = "json_extract(evidence, '$.url')" if sqlite else "evidence ->> 'url'"
    # Older findings name their page only in the evidence; their visits must be found to be kept.
    op.execute(
        f"UPDATE finding SET url = {address} WHERE url IS NULL AND subject_key LIKE 'link:%'"
    )
    for decision, where in (
        ("contested", "to_state = 'contested'"),
        ("waived", "to_state = 'waived'"),
        ("upheld", f"from_state = 'contested' AND to_state IN {OPEN}"),
    ):
        op.execute(
            f"UPDATE finding_event SET decision = '{decision}' WHERE {BY_PERSON} AND {where}"
        )


def downgrade() -> None:
    for table, column in INDEXES:
        op.drop_index(f"ix_{table}_{column}", table)
    with op.batch_alter_table("finding_event") as table:
        table.drop_constraint(op.f("ck_finding_event_decision_known"), type_="check")
        table.drop_column("decision")
