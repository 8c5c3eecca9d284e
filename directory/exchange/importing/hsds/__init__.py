"""How is a directory in HSDS read? Its services, their times and what a house of ours says beside."""
