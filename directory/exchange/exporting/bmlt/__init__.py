"""WHAT DO THE CLIENTS OF BMLT ASK, AND WHAT ARE THEY ANSWERED? Its semantic interface, read only."""
