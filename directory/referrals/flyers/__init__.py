"""What is hung up? One sheet about one group or course: what, when, for whom, how to come, and a square that leads to its page."""
