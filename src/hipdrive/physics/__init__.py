"""Mechanics: skeleton, inverse kinematics, inverse dynamics, resistances, supports; takes arrays, and is the only room with MuJoCo."""
