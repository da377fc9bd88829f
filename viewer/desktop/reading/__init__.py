"""The reading area: document tabs, the page, the panel beside it, and what a reader carries away."""
