"""A view's charts as pictures, drawn with matplotlib: no browser is needed."""
