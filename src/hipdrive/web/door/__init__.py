"""What stands before every request: who may ask, from where, how much, in which language, and what becomes of an error."""
