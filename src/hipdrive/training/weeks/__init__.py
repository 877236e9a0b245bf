"""A plan week by week: the best week that the rules allow, and the coming ones as following it would go if all went well."""
