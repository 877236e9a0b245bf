"""Runs the migrations on the connection that migrate.py hands over, inside its transaction."""

from alembic import context

from hipdrive.store.database.schema import VERSION_TABLE

context.configure(connection=context.config.attributes["connection"], version_table=VERSION_TABLE)
with context.begin_transaction():
    context.run_migrations()
