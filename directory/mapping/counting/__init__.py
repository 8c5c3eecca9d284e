"""What is counted? Every public listing as a row of codes, read once from beside the index, and narrowed to one area."""
