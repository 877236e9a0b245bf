"""What several verbs need around athletes: all that is known of one, an athlete's own file, entries by their ids, tests in words."""
