"""Releases of the national picture, as they are kept: built, published, and never changed.

``models``: what is kept. ``reader``: how pages read it, and all they may read. ``keeping``: a
release written and read back. ``gathering``: who contributes what.
"""
