"""files kept as they were sent in; intakes of many files"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

INTAKE_STATES = "state IN ('reading','applying','undoing','reporting','ready','stopped','discarded')"
FILE_STATES = "state IN ('waiting','unclear','refused','ignored','broke','read','dropped')"
COUNTS = ("entries", "added", "changed", "unchanged", "missing", "errors", "warnings")


def upgrade() -> None:
    _kept_file()
    _intake()
    _intake_file()


def _kept_file() -> None:
    op.create_table(
        "kept_file",
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("packing", sa.String(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("packing IN ('none','zlib')", name="ck_kept_file_packing_known"),
        sa.PrimaryKeyConstraint("hash", name="pk_kept_file"),
    )
    op.create_index("ix_kept_file_kept_at", "kept_file", ["kept_at"])


def _intake() -> None:
    op.create_table(
        "import_intake",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("planned", sa.Integer(), nullable=False),
        sa.Column("report_hash", sa.String(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(INTAKE_STATES, name="ck_import_intake_state_known"),
        sa.ForeignKeyConstraint(
            ["region_id"], ["region.id"], name="fk_import_intake_region_id_region"
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["app_user.id"], name="fk_import_intake_author_id_app_user"
        ),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["app_user.id"], name="fk_import_intake_asked_by_id_app_user"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_import_intake"),
    )
    for column in ("region_id", "state"):
        op.create_index(f"ix_import_intake_{column}", "import_intake", [column])


def _intake_file() -> None:
    op.create_table(
        "import_intake_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("intake_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("archive_hash", sa.String(), nullable=True),
        sa.Column("member", sa.Integer(), nullable=True),
        sa.Column("file_hash", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("message", sa.String(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("reading", sa.LargeBinary(), nullable=True),
        sa.Column("region_id", sa.Integer(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.Column("asked", sa.String(), nullable=True),
        sa.Column("domains", sa.JSON(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in COUNTS),
        sa.Column("matters", sa.JSON(), nullable=False),
        sa.Column("clean", sa.Boolean(), nullable=False),
        sa.CheckConstraint(FILE_STATES, name="ck_import_intake_file_state_known"),
        sa.CheckConstraint(
            "asked IN ('apply','undo','report')", name="ck_import_intake_file_asked_known"
        ),
        sa.CheckConstraint(
            "state <> 'read' OR batch_id IS NOT NULL", name="ck_import_intake_file_read_has_batch"
        ),
        sa.ForeignKeyConstraint(
            ["intake_id"], ["import_intake.id"], name="fk_import_intake_file_intake_id_import_intake"
        ),
        sa.ForeignKeyConstraint(
            ["region_id"], ["region.id"], name="fk_import_intake_file_region_id_region"
        ),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"], name="fk_import_intake_file_batch_id_import_batch"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_import_intake_file"),
        sa.UniqueConstraint(
            "intake_id", "position", name="uq_import_intake_file_intake_id_position"
        ),
        sa.UniqueConstraint("batch_id", name="uq_import_intake_file_batch_id"),
    )
    op.create_index("ix_import_intake_file_region_id", "import_intake_file", ["region_id"])


def downgrade() -> None:
    for table in ("import_intake_file", "import_intake", "kept_file"):
        op.drop_table(table)
