"""How fast the app is, beside its rivals and at a thousand times its size: ``make bench``."""
