"""The kinds of files on offer, one module per family; each gives ``KINDS`` and ``COMMANDS``."""
