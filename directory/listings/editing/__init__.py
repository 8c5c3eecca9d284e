"""HOW DOES A LISTING CHANGE? Tried, judged, kept with each field before and after, and taken back."""
