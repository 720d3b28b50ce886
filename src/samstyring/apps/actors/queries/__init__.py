"""Reads: what pages and other rooms need, in a fixed number of queries."""
