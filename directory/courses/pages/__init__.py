"""Which pages do those who hold courses have? One for each run, one for each programme, and what leads to them."""
