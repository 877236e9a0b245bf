"""A runner filmed from the side by one camera: the near leg's angles, its swing moment, and what may be said of them."""
