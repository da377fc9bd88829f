"""What works over the window, one file a feature, each independent of the others."""
