"""The panel beside the page: outline, sources, mentions."""
