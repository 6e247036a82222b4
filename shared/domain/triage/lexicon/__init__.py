"""Which words speak of which concept: one table per language, all read at once."""
