"""What the program can do, as a table, and the keys and menus made of it."""
