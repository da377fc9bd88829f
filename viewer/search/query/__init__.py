"""Text as typed → what is asked."""
