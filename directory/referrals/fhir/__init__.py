"""How does a journal system read what is offered? As FHIR R4: services, where they are, and who runs them. Reading only."""
