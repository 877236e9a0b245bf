"""The page that takes a recording: files are dropped, looked through, and analysed."""
