"""One page on paper: print and PDF."""
