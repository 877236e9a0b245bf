"""How it goes: a stored athlete's plan, sessions, pain and tests as one page."""
