"""A small world of its own: made-up listings in real places, and what whoever asks there should be answered."""
