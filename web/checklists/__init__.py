"""Checklists of the guides: found by their structure, filled in, written to files and read from them."""
