"""HOW DO OTHER SITES SHOW WHAT THERE IS NEAR THEM? With one line, and without anybody being traced."""
