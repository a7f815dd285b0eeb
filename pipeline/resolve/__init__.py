"""What a mention means inside its article: which unit, which body, which document, the same person."""
