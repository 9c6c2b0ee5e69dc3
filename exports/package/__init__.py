"""A Frictionless Data Package: tables with their schemas, keys, licence and sources in one zip."""
