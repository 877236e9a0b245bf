"""What the athlete owns, and which loads and exercises it allows."""
