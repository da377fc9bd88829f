"""Browse tabs: what there is, by kind."""
