"""Accuracy, speed and memory, measured: `make bench`."""
