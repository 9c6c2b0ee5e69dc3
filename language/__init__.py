"""Both languages of the product: message catalogues and how figures and dates are written."""
