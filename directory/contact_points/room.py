"""Which pages does the room have?"""

from directory.contact_points import contact, own_contact

PAGES = (contact.pages, own_contact.pages)
