"""The exhibits of a scene as plain data for the player: one module a family of drawings."""
