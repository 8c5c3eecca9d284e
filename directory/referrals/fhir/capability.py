"""What can the FHIR view do? Its CapabilityStatement, made of the searches that it knows."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

_SORTS = {
    "near": "special",
    "location.near": "special",
    "name": "string",
    "address-city": "string",
    "_lastUpdated": "date",
}
_SORTS |= {"organization": "reference", "location": "reference"}


def capability(base: str, parameters: Mapping[str, Iterable[str]], today: date) -> dict[str, Any]:
    """For reading, experimental; no guide is claimed."""
    return {
        "resourceType": "CapabilityStatement",
        "status": "active",
        "experimental": True,
        "date": today.isoformat(),
        "kind": "instance",
        "implementation": {"description": "Varde, a directory of self-help in Norway", "url": f"{base}/fhir"},
        "fhirVersion": "4.0.1",
        "format": ["json"],
        "rest": [
            {
                "mode": "server",
                "documentation": "Reading only. No resource about a person is taken in.",
                "resource": [_resource(kind, names) for kind, names in parameters.items()],
            }
        ],
    }


def _resource(kind: str, names: Iterable[str]) -> dict[str, Any]:
    return {
        "type": kind,
        "interaction": [{"code": "read"}, {"code": "search-type"}],
        "searchParam": [
            {"name": name, "type": _SORTS.get(name, "token")} for name in names if "." not in name
        ],
    }
