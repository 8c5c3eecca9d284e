"""What is handed over? A slip: a few listings in an order, on paper, on a phone or in words; nothing of whoever gets it."""
