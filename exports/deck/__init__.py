"""PowerPoint decks: native charts, tables and a map of shapes, in our template or a client's."""
