"""Texts that were written for this project: the sample newspaper, gold and labels (see ``README.md``)."""
