"""Who holds the course next, and what must be done for it? Courses that go in turn, at the desk alone."""
