"""Runs that a watch recorded: read, kept, and what they show over weeks."""
