"""One page on the screen."""
