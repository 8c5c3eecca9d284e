"""WHAT GOES BETWEEN US AND OTHERS? Lists of others are fetched, read and taken in; ours is given out in every format of the field."""
