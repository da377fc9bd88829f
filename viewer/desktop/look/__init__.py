"""Tokens → palette, style sheets, icons, fonts."""
