"""What does somebody mean? A text in their own words becomes a `Need`."""
