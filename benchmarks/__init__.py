"""How fast is the search, beside what anybody would use instead?"""
