"""WHAT CAN ONE TAKE HOME AND COUNT IN? Tables, points, and all of it in one archive."""
