"""Following a plan: what each session changes, by declared rules, and weeks played before anything is prescribed."""
