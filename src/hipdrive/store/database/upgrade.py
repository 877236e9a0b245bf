"""Running the migrations on a store of an older layout, or an empty one."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import text

from .migrate import revision_of
from .schema import LAYOUT
from .store_error import StoreNewerError
from .transaction import Store, write_transaction

MIGRATIONS = Path(__file__).parent / "migrations"
LOCK_NUMBER = 5_402_117
"""Any number: whoever migrates a PostgreSQL database holds the lock of this number."""


def upgrade(store: Store, to: str) -> None:
    """Run the migrations up to a layout, in one transaction.

    Raises:
        StoreNewerError: If the layout of the store is not known here.
        StoreError: If it holds tables of another program.
    """
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    with write_transaction(store) as connection:
        if store.path is None:
            connection.execute(text(f"SELECT pg_advisory_xact_lock({LOCK_NUMBER})"))
        revision = revision_of(store, connection)
        if revision is not None and revision not in known:
            raise StoreNewerError(store.label, revision, LAYOUT)
        if revision != to:
            config.attributes["connection"] = connection
            command.upgrade(config, to)
