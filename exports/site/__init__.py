"""The whole collection as a static site: files that any web server, or none at all, can hand out."""
