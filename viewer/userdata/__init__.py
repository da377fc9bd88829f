"""What the reader keeps: one SQLite file, its settings and the lock that makes the program one."""
