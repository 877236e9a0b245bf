"""Ground forces as a recording gives them, brought to the clock and the units of its markers."""
