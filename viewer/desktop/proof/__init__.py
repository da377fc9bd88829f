"""The proof panel: what is wrong with a library that is being written, and what is left to do."""
