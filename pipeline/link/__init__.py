"""What only the whole corpus tells: the rows of mentions go in, the tables come out, rebuilt from the store each time."""
