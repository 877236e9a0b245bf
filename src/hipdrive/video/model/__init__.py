"""The pose model BlazePose: its files, fetching them, and the networks behind `PoseFinder`."""
