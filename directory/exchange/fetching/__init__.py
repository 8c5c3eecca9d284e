"""HOW DOES WHAT IS NOT OURS COME IN SAFELY? Nothing else in the house fetches, unpacks or decodes what a stranger sent."""
