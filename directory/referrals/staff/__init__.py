"""What does somebody need who points the way at work? A need, a person and a place; what can be compared; a slip to hand over."""
