"""IS IT STILL SO? Who is asked, who confirms, what has grown old, and what the public tells us."""
