"""WHICH PAGES LEAD TO AN ANSWER? The question, places, needs, the map."""
