"""How were the geography tables in data/ made? `python -m directory.places.build` makes them again."""
