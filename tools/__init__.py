"""Generators of what is shipped: pages of the documentation, pictures, norms."""
