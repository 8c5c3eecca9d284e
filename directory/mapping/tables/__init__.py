"""Which tables does the report have? Each is a value of rows and numbers, whatever it is shown or handed out as."""
