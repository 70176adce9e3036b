"""Political news on the record: who said, demanded, promised, denied what, to whom, on whose word.

    import onrecord
    record = onrecord.read(open("page.html", "rb").read())
    for statement in record.statements:
        print(statement.who, statement.act, statement.what)
    record.statements.frame()          # the same as a pandas frame

`read_all` reads many pages with threads; `extract` gives the article alone; `Store` asks a store of `onrecord add`.
"""

from __future__ import annotations

import functools
import itertools
import json
import os
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Deque, Iterable, Iterator, List, Optional, Sequence, Union

from onrecord._library import Connection as _Connection
from onrecord._library import Error
from onrecord._library import Models as _Models
from onrecord._library import read_json as _read_json
from onrecord._types import (
    Answer,
    Article,
    Block,
    Dispute,
    Entity,
    Entries,
    Event,
    Record,
    Span,
    Statement,
    answer_of,
    article_of,
    record_of,
)

__all__ = [
    "Answer",
    "Article",
    "Block",
    "Dispute",
    "Entity",
    "Entries",
    "Error",
    "Event",
    "Record",
    "Span",
    "Statement",
    "Store",
    "extract",
    "read",
    "read_all",
]

Page = Union[str, bytes]
_MEMORY = 1 << 30


@functools.lru_cache(maxsize=4)
def _models(model: str) -> _Models:
    return _Models(model)


def _json_of(
    models: Optional[_Models],
    page: Page,
    date: Optional[str],
    url: Optional[str],
    name: Optional[str],
    form: str,
    memory: int,
) -> Any:
    charset = "utf-8" if isinstance(page, str) else None
    data = page.encode("utf8", "replace") if isinstance(page, str) else bytes(page)
    return json.loads(_read_json(models, data, form, charset, date, url, name, memory))


def read(
    page: Page,
    *,
    date: Optional[str] = None,
    url: Optional[str] = None,
    name: Optional[str] = None,
    form: str = "auto",
    model: str = "best",
    memory: int = _MEMORY,
) -> Record:
    """The record of a page: HTML, or text saved from a browser.

    page: bytes as they were fetched, whose character set is found, or a str.
    date: the day of publication in EDTF ("2026-02-19", "2026-02"); it wins over what the page says.
    form: "auto", "html", "page" (saved text, menus included) or "article" (taken as it stands).
    model: "best", "fast", or a model file. It is loaded once.
    memory: the most that the page may take, in bytes.

    Raises Error where the page cannot be read, or the model.
    """
    return record_of(_json_of(_models(model), page, date, url, name, form, memory))


def extract(
    page: Page,
    *,
    date: Optional[str] = None,
    url: Optional[str] = None,
    form: str = "auto",
    memory: int = _MEMORY,
) -> Article:
    """The article of a page alone, without the menus, advertisements and links around it. Needs no model."""
    return article_of(_json_of(None, page, date, url, None, form, memory))


def read_all(pages: Iterable[Page], *, threads: Optional[int] = None, **options: Any) -> Iterator[Record]:
    """The records of many pages, in their order, read by several threads beside each other.

    options: as of `read`. Pages are taken from `pages` as they are needed. A page that cannot be read raises its
    Error when its turn comes.
    """
    count = threads or os.cpu_count() or 1
    _models(options.get("model", "best"))  # once, before the threads ask for it
    waiting = iter(pages)
    with ThreadPoolExecutor(count) as pool:
        begun: Deque[Future[Record]] = deque(
            pool.submit(read, page, **options) for page in itertools.islice(waiting, 2 * count)
        )
        while begun:
            record = begun.popleft().result()
            for page in itertools.islice(waiting, 1):
                begun.append(pool.submit(read, page, **options))
            yield record


_Names = Union[None, str, Sequence[str]]


class Store:
    """A store that `onrecord add` made, to be asked. For one thread at a time; `with` closes it."""

    def __init__(self, path: Union[str, "os.PathLike[str]"]) -> None:
        self._connection = _Connection(os.fspath(path))

    def query(
        self,
        *,
        by: _Names = None,
        to: _Names = None,
        act: _Names = None,
        quote: _Names = None,
        outlet: _Names = None,
        chain: _Names = None,
        event_class: _Names = None,
        actor: _Names = None,
        instrument: _Names = None,
        about: Optional[str] = None,
        since: Optional[str] = None,
        until: Optional[str] = None,
        min_confidence: Optional[float] = None,
        sort: Optional[str] = None,
        limit: Optional[int] = None,
    ) -> Entries[Answer]:
        """The statements for which all holds that is given; of several values of one condition, one must.

        by, to, actor: names or codes ("Russia", "RUSGOV"; "RUS" is all whose code begins so).
        about: words that all stand in what was said. since, until: days of publication, in EDTF.
        sort: "oldest", "newest" or "confidence".
        """
        lists = {
            "by": by,
            "to": to,
            "act": act,
            "quote": quote,
            "outlet": outlet,
            "chain": chain,
            "class": event_class,
            "actor": actor,
            "instrument": instrument,
        }
        conditions: List[str] = []
        for name, values in lists.items():
            for value in [values] if isinstance(values, str) else values or []:
                conditions += [name, value]
        ones = {
            "about": about,
            "since": since,
            "until": until,
            "min-confidence": min_confidence,
            "sort": sort,
            "limit": limit,
        }
        for name, one in ones.items():
            if one is not None:
                conditions += [name, str(one)]
        return Entries(answer_of(json.loads(line)) for line in self._connection.query(conditions).splitlines())

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
