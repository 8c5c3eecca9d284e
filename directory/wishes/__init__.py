"""WHO WAITS FOR A GROUP? Wishes by need and municipality, and the groups that contact points plan for those who wait."""
