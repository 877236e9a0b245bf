"""Mechanics in arrays: skeleton, kinematics, inverse kinematics and dynamics, resistances, supports; the only room with MuJoCo."""
