"""WHAT DOES THE DESK ASK ABOUT A LISTING? Fields, forms, and what a filled form says."""
