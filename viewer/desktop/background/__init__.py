"""The only thread and the only child process."""
