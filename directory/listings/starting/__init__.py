"""WHAT DOES A NEW HOUSE KNOW? The starting data, and the demonstration set."""
