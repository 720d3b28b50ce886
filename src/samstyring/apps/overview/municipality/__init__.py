"""One municipality's page: what binds it, what is coming, what it depends on, who is like it.

Each module reads one part in a fixed number of queries; `page` puts them together.
"""
