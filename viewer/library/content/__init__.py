"""People's files → documents."""
