"""The lab's own processes: one that is kept warm for whoever moves a handle, and one for what takes long."""
