"""texts inside JSON as they are written, not as escapes: kept rows and new ones compare equal"""

import json

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

CONTENT = ("content", "basis", "method", "channels", "levels", "phases")
COLUMNS = {
    "standard_item": CONTENT,
    "entry_version": CONTENT,
    "organization": ("aliases", "sites"),
    "domain": ("aliases",),
}


def upgrade() -> None:
    for table, columns in COLUMNS.items():
        for column in columns:
            _rewrite(table, column, ascii_only=False)


def downgrade() -> None:
    for table, columns in COLUMNS.items():
        for column in columns:
            _rewrite(table, column, ascii_only=True)


def _rewrite(table: str, column: str, *, ascii_only: bool) -> None:
    """Write each value anew where that changes its text."""
    connection = op.get_bind()
    key = "code" if table == "domain" else "id"
    text = sa.text(f"SELECT {key}, CAST({column} AS TEXT) FROM {table}")
    rows = [(row_id, old, json.dumps(json.loads(old), ensure_ascii=ascii_only)) for row_id, old in connection.execute(text) if old]
    changed = [{"row": row_id, "new": new} for row_id, old, new in rows if new != old]
    if changed:
        kind = "CAST(:new AS JSON)" if connection.dialect.name == "postgresql" else ":new"
        connection.execute(sa.text(f"UPDATE {table} SET {column} = {kind} WHERE {key} = :row"), changed)
