"""Drawings of what authors printed: each a function from facts to SVG with the same numbers in words.

Nothing is ranked, pooled or worked out; where a figure cannot be drawn, words say why.
"""
