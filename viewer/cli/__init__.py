"""The command line."""

from viewer.cli.run import main

__all__ = ["main"]
