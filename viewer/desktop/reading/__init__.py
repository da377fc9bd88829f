"""The reading area: document tabs, the page, and what a reader carries away."""
