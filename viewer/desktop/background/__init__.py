"""Work beside the window: the only place that makes threads and child processes."""
