"""The pages: each module holds one kind, with its addresses as `router`."""
