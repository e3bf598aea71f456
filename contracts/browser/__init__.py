"""The site as people use it: a real `weeknotes serve` in a real browser."""
