"""Loops of ill-meant input."""
