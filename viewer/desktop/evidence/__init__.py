"""Papers in a table, side by side and on a map: pages of tabs beside the documents."""
