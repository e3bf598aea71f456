"""The rules, one a file. A new rule is a file here and its name in `check.RULES`."""
