"""WHERE? Every postcode, municipality, county, town and city district of Norway, found without a network."""
