"""One file per layout, never changed once released."""
