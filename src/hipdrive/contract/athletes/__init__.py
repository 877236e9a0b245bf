"""Documents of stored athletes: who they are, tests, screens, logs, progress, copies."""
