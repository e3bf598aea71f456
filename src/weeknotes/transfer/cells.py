"""Cells of a table for a spreadsheet, which takes one that begins like a formula for one."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def cell(value: str) -> str:
    """`value` as a spreadsheet shows it and reckons nothing with it."""
    return f"'{value}" if value.startswith(FORMULA) else value
