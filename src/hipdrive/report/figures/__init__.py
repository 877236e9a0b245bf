"""Figures that several pages share: signals over the stride, moments over hip angle, two sides of one measure."""
