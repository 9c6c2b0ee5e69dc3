"""Citations of figures and views, in GB/T 7714 and APA, as BibTeX and RIS."""
