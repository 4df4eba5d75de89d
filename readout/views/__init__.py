"""What people look at in a terminal: listings, one item, the timeline, the gaps."""
