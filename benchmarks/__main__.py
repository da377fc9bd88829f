"""`python -m benchmarks`: search beside its peers."""

from benchmarks.search import main

main()
