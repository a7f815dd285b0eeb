"""The world outside: fetch (the only network), archive (WARC), discover, parse. Nothing heavy is imported here."""
