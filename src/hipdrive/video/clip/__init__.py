"""What a clip is: opening it, its pictures, its clock, and whether the camera stands still."""
