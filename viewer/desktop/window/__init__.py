"""The main window: places panels and connects signals; decides nothing."""
