"""The evidence of papers to be seen: drawn, in tables, side by side. Knows nothing of Qt."""
