"""Checks against real recordings and numbers built from them; none of it is needed to use Hipdrive."""
