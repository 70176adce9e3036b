"""What comes back: typed, immutable, each with the JSON that it was made of. docs/RECORD.md says what the fields mean."""

from __future__ import annotations

import copy
from array import array
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, Dict, Generic, List, Optional, Tuple, TypeVar

if TYPE_CHECKING:
    import pandas


class _Text:
    """An article's text, and the character that each byte of it belongs to."""

    def __init__(self, text: str) -> None:
        self.text, self._characters = text, None if text.isascii() else _characters(text)

    def span(self, pair: List[int]) -> "Span":
        start, end = pair
        if self._characters is None:
            first, last = start, end
        else:
            first, last = self._characters[start], self._characters[end]
        return Span(start, end, first, last, self.text[first:last])

    def spans(self, pairs: Optional[List[List[int]]]) -> "Tuple[Span, ...]":
        return tuple(self.span(pair) for pair in pairs or [])


def _characters(text: str) -> "array[int]":
    of_byte = array("L")
    for index, character in enumerate(text):
        of_byte.extend([index] * len(character.encode("utf8", "surrogatepass")))
    of_byte.append(len(text))
    return of_byte


@dataclass(frozen=True)
class Span:
    """A stretch of the article's text: `start_byte` and `end_byte` as the record has them, `start` and `end` as a str counts."""

    start_byte: int
    end_byte: int
    start: int
    end: int
    text: str

    def __str__(self) -> str:
        return self.text


def _words(spans: Tuple[Span, ...]) -> str:
    return " … ".join(span.text for span in spans)


T = TypeVar("T")


class Entries(List[T], Generic[T]):
    """A list of entries; `frame()` is the same as a pandas frame, a row an entry."""

    def frame(self) -> "pandas.DataFrame":
        import pandas

        return pandas.DataFrame([entry.row() for entry in self])  # type: ignore[attr-defined]


class _Entry:
    _json: Dict[str, Any]

    def to_dict(self) -> Dict[str, Any]:
        """As the record's JSON has it."""
        return copy.deepcopy(self._json)

    def row(self) -> Dict[str, Any]:
        """One value a field, for a table: spans as their words, parties by name."""
        out: Dict[str, Any] = {}
        for each in fields(self):  # type: ignore[arg-type]
            value = getattr(self, each.name)
            if each.name.startswith("_"):
                continue
            if isinstance(value, tuple) and value and isinstance(value[0], Span):
                value = _words(value)
            elif isinstance(value, tuple):
                value = " | ".join(getattr(item, "name", str(item)) for item in value)
            elif isinstance(value, Entity):
                value = value.name
            elif isinstance(value, Span):
                value = value.text
            out[each.name] = value
        return out


@dataclass(frozen=True)
class Block:
    """A block of the article; `bytes` is where it came from in the page as it was read."""

    kind: str
    span: Span
    bytes: Tuple[int, int]


@dataclass(frozen=True)
class Article(_Entry):
    """The article of a page, without what surrounds it."""

    text: str
    title: Optional[str]
    byline: Tuple[str, ...]
    published: Optional[str]
    published_from: Optional[str]
    outlet: Optional[str]
    url: Optional[str]
    language: Optional[str]
    tags: Tuple[str, ...]
    sources: Tuple[str, ...]
    blocks: Tuple[Block, ...]
    _json: Dict[str, Any] = field(repr=False, compare=False)


@dataclass(frozen=True)
class Entity(_Entry):
    """Whoever can act or speak."""

    id: str
    name: str
    kind: str
    code: Optional[str]
    aliases: Tuple[str, ...]
    members: Tuple[str, ...]
    mentions: Tuple[Span, ...]
    _json: Dict[str, Any] = field(repr=False, compare=False)

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Statement(_Entry):
    """Somebody says, wants, promises, denies. `who` and `what` are the speaker and the content in words."""

    id: str
    speaker: Tuple[Span, ...]
    speaker_entity: Optional[Entity]
    cue: Tuple[Span, ...]
    act: str
    content: Tuple[Span, ...]
    addressee: Tuple[Span, ...]
    addressee_entity: Optional[Entity]
    quote: str
    negated: bool
    hedged: bool
    unrealised: bool
    inside: Optional[str]
    on_word_of: Tuple[Span, ...]
    chain: Tuple[str, ...]
    said: Optional[str]
    confidence: float
    _json: Dict[str, Any] = field(repr=False, compare=False)

    @property
    def who(self) -> Optional[str]:
        return self.speaker_entity.name if self.speaker_entity else _words(self.speaker) or None

    @property
    def what(self) -> str:
        return _words(self.content)

    def row(self) -> Dict[str, Any]:
        spans = self.content or self.cue
        return {**super().row(), "who": self.who, "what": self.what, "start": spans[0].start, "end": spans[-1].end}


@dataclass(frozen=True)
class Event(_Entry):
    """Somebody does something to somebody, in PLOVER's classes."""

    id: str
    actor: Tuple[Entity, ...]
    recipient: Tuple[Entity, ...]
    event_class: str
    mode: Optional[str]
    cameo: Optional[str]
    trigger: Tuple[Span, ...]
    when: Optional[str]
    where: Optional[str]
    status: str
    vouched: Optional[str]
    same_as: Optional[str]
    confidence: float
    _json: Dict[str, Any] = field(repr=False, compare=False)


@dataclass(frozen=True)
class Dispute(_Entry):
    """Two statements that cannot both be right."""

    claim: Statement
    denial: Statement
    about: Span
    _json: Dict[str, Any] = field(repr=False, compare=False)

    def row(self) -> Dict[str, Any]:
        return {
            "claim": self.claim.id,
            "claimed_by": self.claim.who,
            "denial": self.denial.id,
            "denied_by": self.denial.who,
            "about": self.about.text,
        }


@dataclass(frozen=True)
class Answer:
    """A statement that a store has, in words, with its page and the way back to its bytes; `id` as `onrecord show` takes it."""

    id: str
    page: str
    statement: str
    speaker: Optional[str]
    code: Optional[str]
    act: str
    content: Optional[str]
    addressee: Optional[str]
    chain: Optional[str]
    published: Optional[str]
    outlet: Optional[str]
    title: Optional[str]
    url: Optional[str]
    source: Optional[str]
    negated: bool
    hedged: bool
    unrealised: bool
    span: Tuple[int, int]
    bytes: Tuple[int, int]
    confidence: float
    _json: Dict[str, Any] = field(repr=False, compare=False)

    def to_dict(self) -> Dict[str, Any]:
        """As `onrecord query --format jsonl` prints it."""
        return copy.deepcopy(self._json)

    def row(self) -> Dict[str, Any]:
        return self.to_dict()


@dataclass(frozen=True)
class Record:
    """A page's record."""

    id: str
    article: Article
    entities: Entries[Entity]
    statements: Entries[Statement]
    events: Entries[Event]
    disputes: Entries[Dispute]
    _json: Dict[str, Any] = field(repr=False, compare=False)

    @property
    def text(self) -> str:
        return self.article.text

    @property
    def title(self) -> Optional[str]:
        return self.article.title

    @property
    def published(self) -> Optional[str]:
        return self.article.published

    def to_dict(self) -> Dict[str, Any]:
        """As `onrecord read --format jsonl` prints it, figures, instruments and notes too."""
        return copy.deepcopy(self._json)


def article_of(json: Dict[str, Any]) -> Article:
    text = _Text(json["text"])
    plain = ("title", "published", "published_from", "outlet", "url", "language")
    return Article(
        text=json["text"],
        byline=tuple(json["byline"]),
        tags=tuple(json["tags"]),
        sources=tuple(json["sources"]),
        blocks=tuple(Block(b["kind"], text.span(b["span"]), tuple(b["bytes"])) for b in json["blocks"]),
        _json=json,
        **{key: json[key] for key in plain},
    )


def _entity(text: _Text, json: Dict[str, Any]) -> Entity:
    return Entity(
        json["id"],
        json["name"],
        json["kind"],
        json["code"],
        tuple(json["aliases"]),
        tuple(json["members"]),
        text.spans(json["mentions"]),
        json,
    )


def _statement(text: _Text, entities: Dict[str, Entity], json: Dict[str, Any]) -> Statement:
    roles = ("speaker", "cue", "content", "addressee", "on_word_of")
    plain = ("id", "act", "quote", "negated", "hedged", "unrealised", "inside", "confidence")
    return Statement(
        speaker_entity=entities.get(json["speaker_entity"]),
        addressee_entity=entities.get(json["addressee_entity"]),
        chain=tuple(json["chain"]),
        said=json["said"] and json["said"]["when"],
        _json=json,
        **{role: text.spans(json[role]) for role in roles},
        **{key: json[key] for key in plain},
    )


def _event(text: _Text, entities: Dict[str, Entity], json: Dict[str, Any]) -> Event:
    plain = ("id", "mode", "cameo", "when", "where", "status", "vouched", "same_as", "confidence")
    return Event(
        actor=tuple(entities[i] for i in json["actor"]),
        recipient=tuple(entities[i] for i in json["recipient"]),
        event_class=json["class"],
        trigger=text.spans(json["trigger"]),
        _json=json,
        **{key: json[key] for key in plain},
    )


def record_of(json: Dict[str, Any]) -> Record:
    text = _Text(json["page"]["text"])
    entities = {entity["id"]: _entity(text, entity) for entity in json["entities"]}
    statements = {s["id"]: _statement(text, entities, s) for s in json["statements"]}
    return Record(
        id=json["page"]["id"],
        article=article_of(json["page"]),
        entities=Entries(entities.values()),
        statements=Entries(statements.values()),
        events=Entries(_event(text, entities, event) for event in json["events"]),
        disputes=Entries(
            Dispute(statements[d["claim"]], statements[d["denial"]], text.span(d["about"]), d)
            for d in json["disputes"]
        ),
        _json=json,
    )


def answer_of(json: Dict[str, Any]) -> Answer:
    known = {each.name for each in fields(Answer)} - {"span", "bytes", "_json"}
    return Answer(span=tuple(json["span"]), bytes=tuple(json["bytes"]), _json=json, **{key: json[key] for key in known})
