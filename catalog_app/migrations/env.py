"""Alembic's entry: runs the migrations on the application's database."""

from alembic import context
from flask import current_app

from catalog_app.database import Base, db
from catalog_app.migrations.ignored import ours


def run() -> None:
    engine = current_app.extensions["migrate"].db.engine
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=True,
            include_object=ours,
            compare_type=False,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()
    db.session.remove()


run()
