"""One page on a region, as a PowerPoint slide and as a PDF that looks the same."""
