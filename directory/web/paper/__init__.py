"""What leaves the house on paper? Documents as PDF, with all that is in them."""
