"""WHAT FITS YOU, NEAR YOU? From a sentence to suggestions."""
