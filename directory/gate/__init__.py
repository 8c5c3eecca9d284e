"""The gate: who comes in, with what, and how long may they take? Knows no room; `gunicorn.conf.py` sets it up."""
