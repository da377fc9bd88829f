"""Commands that carry a page away: copy, print, export."""
