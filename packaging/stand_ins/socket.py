"""There are no sockets in a frozen Wardshelf.

`importlib.metadata` imports `email`, which imports this name for a function that nobody here calls.
"""
