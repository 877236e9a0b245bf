"""What several verbs need around matching: what can be offered, what must wait, what is too heavy, a tuned set-up in words."""
