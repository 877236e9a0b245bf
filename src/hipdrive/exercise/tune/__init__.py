"""The set-up of an exercise that best covers a target with what is owned."""
