"""Pictures of an exercise, still and moving, as SVG."""
