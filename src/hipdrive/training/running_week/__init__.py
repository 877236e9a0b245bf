"""The running week: on which days the hips are loaded beside hard runs and races."""
