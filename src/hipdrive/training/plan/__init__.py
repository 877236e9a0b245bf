"""A dosed plan week by week, made from the best set within the time there is."""
