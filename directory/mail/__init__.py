"""HOW DOES MAIL LEAVE THE HOUSE? Queued with the change that it tells of, and sent once."""
