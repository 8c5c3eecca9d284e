"""WHAT IS KEPT OF A LISTING? Tables, times, and the one document in which it goes out and comes in."""
