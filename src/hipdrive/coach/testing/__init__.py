"""What an athlete can: the safety screen and results of tests."""
