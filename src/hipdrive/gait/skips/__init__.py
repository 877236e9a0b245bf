"""High-knee skips that one camera saw from the side: how high the near thigh comes, and whether the trunk leans back for it."""
