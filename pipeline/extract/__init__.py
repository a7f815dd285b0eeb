"""What an article mentions: one module per kind, each with ``find(doc)`` yielding mentions in the order of the text."""
