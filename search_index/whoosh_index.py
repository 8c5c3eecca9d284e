"""What would Whoosh answer? The same postings as a Whoosh index on disk: the reference that our own arrays are held to."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from whoosh import index
from whoosh.codec import default_codec
from whoosh.codec.base import FieldWriter
from whoosh.fields import STORED, TEXT, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.query import And, Or, Query, Term
from whoosh.system import pack_uint

from search_index.language import analyzer
from search_index.meaning import Question
from search_index.postings import FIELDS, LENGTHS, WEIGHTS, Postings, Progress, no_progress

NAME_COUNTS_MORE = (4.0, 1.0)  # a name beats a description
_NAME = "MAIN"


def schema() -> Schema:
    """The fields, as plain Whoosh would index them too."""
    fields = {
        field: TEXT(analyzer=analyzer(), phrase=False, field_boost=weight)
        for field, weight in zip(FIELDS, WEIGHTS, strict=True)
    }
    return Schema(id=STORED, **fields)


def write(folder: Path, ids: Sequence[str], postings: Postings, progress: Progress = no_progress) -> None:
    """Write a Whoosh index of counted postings into the empty `folder`, through Whoosh's codec: nothing is analysed twice."""
    storage, codec, fields = FileStorage(str(folder)), default_codec(), schema()
    segment = codec.new_segment(storage, _NAME)
    documents = codec.per_document_writer(storage, segment)
    for row, (id_, *lengths) in enumerate(zip(ids, *postings.lengths.tolist(), strict=True)):
        documents.start_doc(row)
        documents.add_field("id", fields["id"], id_, 0)
        for field, length in zip(FIELDS, lengths, strict=True):
            documents.add_field(field, fields[field], None, length)
        documents.finish_doc()
    documents.close()
    writer = codec.field_writer(storage, segment)
    for number, field in enumerate(FIELDS):
        writer.start_field(field, fields[field])
        _write_terms(writer, number, postings, progress)
        writer.finish_field()
    writer.close()
    segment.set_doc_count(len(ids))
    segment.create_compound_file(storage)
    segment.compound = True
    index.TOC(fields, [segment], 0).write(storage, _NAME)


def _write_terms(writer: FieldWriter, field: int, postings: Postings, progress: Progress) -> None:
    starts = postings.starts[field * len(postings.lexicon) :].tolist()
    most = int(postings.packed_counts.max(initial=0)) >> 8
    packed, weights = (
        [pack_uint(times) for times in range(most + 1)],
        [WEIGHTS[field] * times for times in range(most + 1)],
    )
    lengths, add = LENGTHS.tolist(), writer.add
    for place, term in enumerate(postings.lexicon.terms.tolist()):
        posted = slice(starts[place], starts[place + 1])
        if posted.start == posted.stop:
            continue
        writer.start_term(term)
        for row, mark in zip(
            postings.rows[posted].tolist(), postings.packed_counts[posted].tolist(), strict=True
        ):
            add(row, weights[mark >> 8], packed[mark >> 8], lengths[mark & 255])
        writer.finish_term()
        if place % 256 == 0:
            progress("writing", posted.stop, len(postings.rows))


def query(question: Question, fields: Sequence[str] = FIELDS) -> Query:
    """`question` as a query of Whoosh."""

    def term(text: str) -> Query:
        boosts = zip(FIELDS, NAME_COUNTS_MORE, strict=True)
        return Or([Term(field, text, boost=boost) for field, boost in boosts if field in fields])

    return And([Or([And([term(text) for text in way]) for way in ways]) for ways in question])


class WhooshIndex:
    """A Whoosh index, opened for reading. A searcher is made for each query: shared between threads they answer wrongly."""

    def __init__(self, folder: Path) -> None:
        self._index = index.open_dir(str(folder), readonly=True)

    def search(self, question: Question, fields: Sequence[str] = FIELDS) -> list[tuple[str, float]]:
        """Ids and scores, best first, ties (to six decimals) by id."""
        if not question:
            return []
        with self._index.searcher() as searcher:
            hits = searcher.search(query(question, fields), limit=None)
            found = [(hit["id"], round(float(hit.score), 6)) for hit in hits]
        return sorted(found, key=lambda hit: (-hit[1], hit[0]))

    def terms(self, field: str) -> Iterator[tuple[bytes, int]]:
        """Every term of a field, and how many documents have it."""
        with self._index.reader() as reader:
            for term in reader.lexicon(field):
                yield term, reader.doc_frequency(field, term)
