"""HOW IS A LISTING SAID? In sentences for people, and in formats for calendars and search engines."""
