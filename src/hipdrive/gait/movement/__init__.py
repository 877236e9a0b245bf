"""The recorded movement: joint angles, ground forces and moments in time, how segments lie, strides, and what they demand of the hips."""
