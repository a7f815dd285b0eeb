"""What an analyst opens: what was read, in a form for people."""
