"""WHICH LISTS DO WE FOLLOW? Fetched again and again, each as often as it was agreed, with a brake and somebody who is told."""
