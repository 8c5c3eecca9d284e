"""How does PostgreSQL with PostGIS answer? Debian's, with a data folder of its own, GiST for points and GIN for facets."""

import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import psycopg

from benchmarks.questions import Question
from search_index.schema import Document

_BIN = Path("/usr/lib/postgresql/15/bin")
_POSTGIS = Path("/usr/share/postgresql/15/extension/postgis.control")
SETTINGS = {
    "shared_buffers": "1GB",
    "work_mem": "256MB",
    "effective_cache_size": "4GB",
    "random_page_cost": "1.1",
    "max_parallel_workers_per_gather": "0",  # one processor, as for everybody
    "jit": "off",
    "fsync": "off",
    "autovacuum": "off",
    "listen_addresses": "127.0.0.1",
}
_METRES = (
    1000 * 6371008.771415059 / 6371008.8
)  # PostGIS' sphere is three hundredths of a millimetre a kilometre smaller


def is_installed() -> bool:
    """Whether Debian's packages are there."""
    return can_be_started() and _POSTGIS.exists()


def can_be_started() -> bool:
    """Whether PostgreSQL is there, with PostGIS or without."""
    return (_BIN / "initdb").exists() and shutil.which("runuser") is not None


@contextmanager
def server(folder: Path, port: int, settings: Mapping[str, str] = SETTINGS) -> Iterator[str]:
    """The address of a server of our own in the empty `folder`, run as the user that PostgreSQL insists on."""
    data = folder / "postgres"
    folder.chmod(0o755)
    folder.parent.chmod(0o711)  # a temporary folder is its maker's alone
    data.mkdir()
    shutil.chown(data, "postgres")
    _as_postgres("initdb", "-D", str(data), "-A", "trust", "-E", "UTF8", "--locale=C")
    options = " ".join(f"-c {name}={value}" for name, value in settings.items())
    _as_postgres(
        "pg_ctl",
        "-D",
        str(data),
        "-w",
        "-l",
        str(data / "log"),
        "-o",
        f"-p {port} -k {data} {options}",
        "start",
    )
    try:
        yield f"host=127.0.0.1 port={port} user=postgres dbname=postgres"
    finally:
        _as_postgres("pg_ctl", "-D", str(data), "-m", "immediate", "stop")


def _as_postgres(program: str, *arguments: str) -> None:
    command = ["runuser", "-u", "postgres", "--", str(_BIN / program), *arguments]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")


class Postgis:
    """A connection; its processor time is ours plus that of the process behind it."""

    name = "PostgreSQL + PostGIS"

    def __init__(self, address: str, documents: Sequence[Document]) -> None:
        self.connection = psycopg.connect(address, autocommit=True, prepare_threshold=0)
        self.facets = sorted({facet for document in documents for facet in document.facets})
        self._load(documents)
        self._behind = Path(f"/proc/{self.connection.info.backend_pid}/schedstat")

    def clock(self) -> float:
        """Processor seconds of this process and of the one behind the connection."""
        return time.process_time() + int(self._behind.read_text().split()[0]) / 1e9

    def version(self) -> str:
        """What is measured."""
        row = self.connection.execute("SELECT version(), postgis_lib_version()").fetchone()
        assert row
        return f"{row[0].split(' on ')[0]}, PostGIS {row[1]}"

    def _load(self, documents: Sequence[Document]) -> None:
        run = self.connection.execute
        run("CREATE EXTENSION postgis")
        columns = ", ".join(f"f_{facet} text[]" for facet in self.facets)
        run(
            f'CREATE TABLE listing (id text COLLATE "C" PRIMARY KEY, point geography(Point, 4326), {columns})'
        )
        with self.connection.cursor().copy("COPY listing FROM STDIN") as copy:
            for document in documents:
                here = document.latitude is not None
                point = f"SRID=4326;POINT({document.longitude!r} {document.latitude!r})" if here else None
                held = [sorted(document.facets.get(facet, ())) for facet in self.facets]
                copy.write_row((document.id, point, *held))
        run("CREATE INDEX ON listing USING gist (point)")
        for facet in self.facets:
            run(f"CREATE INDEX ON listing USING gin (f_{facet})")
        run("VACUUM ANALYZE listing")

    def all_near(self, question: Question) -> set[str]:
        """Ids of everything that fits."""
        statement = f"SELECT id FROM listing WHERE {self._where(question)}"
        return {row[0] for row in self.connection.execute(statement, self._values(question))}

    def near(self, question: Question) -> int:
        """How many fit."""
        statement = f"SELECT count(*) FROM listing WHERE {self._where(question)}"
        row = self.connection.execute(statement, self._values(question)).fetchone()
        assert row
        return int(row[0])

    def counts(self, question: Question) -> dict[str, dict[str, int]]:
        """How many have each value of the facets that pages count."""
        each = " UNION ALL ".join(
            f"SELECT '{facet}', value, count(*) FROM found, unnest(f_{facet}) AS value GROUP BY value"
            for facet in question.counted
        )
        statement = f"WITH found AS MATERIALIZED (SELECT * FROM listing WHERE {self._where(question)}) {each}"
        counted: dict[str, dict[str, int]] = {facet: {} for facet in question.counted}
        for facet, value, count in self.connection.execute(statement, self._values(question)):
            counted[facet][value] = count
        return counted

    def _where(self, question: Question) -> str:
        parts = [f"f_{facet} && %({facet})s::text[]" for facet in question.facets]
        if question.circle:
            parts.append(
                "ST_DWithin(point, ST_Point(%(longitude)s, %(latitude)s)::geography, %(metres)s, false)"
            )
        return " AND ".join(parts)

    def _values(self, question: Question) -> dict[str, object]:
        values: dict[str, object] = {facet: list(held) for facet, held in question.facets.items()}
        if question.circle:
            latitude, longitude, kilometres = question.circle
            values |= {"latitude": latitude, "longitude": longitude, "metres": kilometres * _METRES}
        return values
