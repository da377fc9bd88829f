"""Documents → pages, cards, passages."""
