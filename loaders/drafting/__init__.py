"""From the text of a plan to proposed targets: each is a span of the text, none is invented."""
