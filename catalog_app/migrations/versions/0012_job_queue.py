"""job queue of the province's workers, and how each host of a run stands"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

WAITS = "waits_for IN ('pace','robots','rest','turn')"
FROM_PAGES = """
    INSERT INTO run_host (run_id, host, page_count, delay, failures)
    SELECT run_id, host, COUNT(*), 0, 0 FROM run_page GROUP BY run_id, host
"""
DROP_QUEUE = """
    DROP TABLE procrastinate_events, procrastinate_periodic_defers, procrastinate_jobs,
        procrastinate_workers CASCADE;
    DO $$
    DECLARE made regprocedure;
    BEGIN
        FOR made IN SELECT oid::regprocedure FROM pg_proc WHERE proname LIKE 'procrastinate\\_%' LOOP
            EXECUTE 'DROP FUNCTION ' || made || ' CASCADE';
        END LOOP;
    END $$;
    DROP TYPE procrastinate_job_to_defer_v1, procrastinate_job_event_type, procrastinate_job_status;
"""


def upgrade() -> None:
    op.create_table(
        "run_host",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("host", sa.String(), nullable=False),
        sa.Column("page_count", sa.Integer(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("waits_for", sa.String(), nullable=True),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("delay", sa.Double(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("reference", sa.String(), nullable=True),
        sa.CheckConstraint(WAITS, name="ck_run_host_waits_for_known"),
        sa.ForeignKeyConstraint(
            ["run_id"], ["check_run.id"], name="fk_run_host_run_id_check_run", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("run_id", "host", name="pk_run_host"),
    )
    op.execute(FROM_PAGES)
    if op.get_bind().dialect.name == "postgresql":
        # Only here is the package needed: its own schema, as the installed version writes it.
        from procrastinate.schema import SchemaManager

        _as_written(SchemaManager.get_schema())


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        _as_written(DROP_QUEUE)
    op.drop_table("run_host")


def _as_written(statements: str) -> None:
    """Several statements at once, their percent signs being no parameters."""
    op.get_bind().exec_driver_sql(statements, execution_options={"no_parameters": True})
