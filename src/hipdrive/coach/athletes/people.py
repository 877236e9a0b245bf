"""The open store, its units and its people, as verbs take them; loads nothing besides."""

from ...store import Account as Account
from ...store import Person as Person
from ...store import Store as Store
from ...store import Unit as Unit
from ...store import UnknownPersonError as UnknownPersonError
from ...store import account_named as account_named
from ...store import find_person as find_person
from ...store import open_store as open_store
from ...store import person_with_id as person_with_id
from ...store import rename_person as rename_person
