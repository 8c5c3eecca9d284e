"""WHAT GOES OVER THE WIRE? What is packed, and what a proxy between us and the reader may keep."""
