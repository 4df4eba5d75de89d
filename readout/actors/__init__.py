"""Who acts: the registry of offices and people, and telling whether two actors are the same."""
