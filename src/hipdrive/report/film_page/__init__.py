"""The guide to filming a runner, one page: in the app, as a file, and on paper."""
