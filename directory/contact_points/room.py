"""Which pages does the room have? The public one, and that at the desk."""

from directory.contact_points import contact, own_contact

PAGES = (contact.pages, own_contact.pages)
