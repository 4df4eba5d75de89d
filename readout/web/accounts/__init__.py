"""Accounts of those who use a page that more than one machine can reach.

They lie in a file of their own beside the record, so that whoever is handed a record is handed no password hashes.
"""
