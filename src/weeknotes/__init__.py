"""Weeknotes: write the week once, in your own words; it is published at the audience you chose, and remembered for you."""
