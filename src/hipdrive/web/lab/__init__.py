"""The lab's own processes, kept warm for whoever moves a handle."""
