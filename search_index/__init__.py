"""A tool that knows no room: documents in, ids out."""
