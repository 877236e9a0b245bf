"""What the load curves say: a summary of each variant, the set-up as an instruction, and the articles' claims held against computation."""
