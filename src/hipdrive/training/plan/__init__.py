"""What a plan is made of: the terms, the declared rules, the week that is chosen by them, and the programme that it starts."""
