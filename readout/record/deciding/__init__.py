"""What people decide, and how far two of them agree."""
