"""How the tables came to be what they are: one numbered step a file in `versions/`."""
