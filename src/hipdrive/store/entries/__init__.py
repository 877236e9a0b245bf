"""Entries about people: persons, body mass, tests, screens, equipment, runs, plans and sessions."""
