"""The commands of the command line, by subject. Plain functions; every heavy import stands in the command that needs it."""
