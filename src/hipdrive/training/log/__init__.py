"""What is prescribed and what was done, as values and in notation: doses and logged sessions."""
