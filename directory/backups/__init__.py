"""What if the machine is lost? The whole truth in one file, and back from it, on either database."""
