"""WHAT WAS SENT TO US? Whether it is whole, the form it fills in, and numbers that people can call."""
