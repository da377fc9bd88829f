"""The search box and the hits."""
