"""Ground forces without force plates: what the movement of the body requires, laid on the foot that stands."""
