"""The hall: what every page passes."""
