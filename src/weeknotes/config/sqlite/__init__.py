"""Django's SQLite, asked for the right to write in a way that keeps nobody waiting for long."""
