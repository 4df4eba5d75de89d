"""Readout: a record of dealings between governments, built from news reports, every line with its words."""

__version__ = "0.1.0"
