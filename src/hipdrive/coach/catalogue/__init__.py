"""What is the same for everybody: exercises, what they load, their pictures, and the evidence."""
