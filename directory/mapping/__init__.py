"""THE STATE OF THE FIELD: who offers what, where, of which kind, live; where nobody is; and how it has changed."""
