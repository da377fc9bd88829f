"""`python -m benchmarks`: search beside its peers, how fast and how well."""

from benchmarks import answers, search

search.main()
answers.main()
