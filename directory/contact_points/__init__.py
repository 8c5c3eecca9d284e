"""WHO ANSWERS HERE? People and lines at every level."""
