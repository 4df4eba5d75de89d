"""What may be asked of a record. Nothing here changes it."""
