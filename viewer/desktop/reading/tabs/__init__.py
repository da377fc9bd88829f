"""Documents in tabs."""
