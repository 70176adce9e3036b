"""libonrecord by ctypes: which file it is, and its functions. Calls let go of the interpreter's lock."""

from __future__ import annotations

import ctypes
import ctypes.util
import os
from pathlib import Path
from typing import Iterator, Optional

_HERE = Path(__file__).resolve().parent


class Error(Exception):
    """What is wrong, where, and what to do about it, as the library says it."""

    def __init__(self, code: int, source: str, byte: int, what: str, advice: str) -> None:
        place = f"{source}:{byte}: " if source and byte else f"{source}: " if source else ""
        super().__init__(f"{place}{what}; {advice}" if advice else place + what)
        self.code, self.source, self.byte, self.what, self.advice = code, source, byte, what, advice


class _Fault(ctypes.Structure):
    """onr_error."""

    _fields_ = [
        ("code", ctypes.c_int),
        ("byte", ctypes.c_uint64),
        ("source", ctypes.c_char * 256),
        ("what", ctypes.c_char * 200),
        ("advice", ctypes.c_char * 120),
    ]

    def error(self) -> Error:
        texts = [part.decode("utf8", "replace") for part in (self.source, self.what, self.advice)]
        return Error(self.code, texts[0], self.byte, texts[1], texts[2])


def _library_files() -> Iterator[str]:
    if os.environ.get("ONRECORD_LIBRARY"):
        yield os.environ["ONRECORD_LIBRARY"]
        return
    if (_HERE / "libonrecord.so.0").exists():
        yield str(_HERE / "libonrecord.so.0")
    yield "libonrecord.so.0"
    yield "/usr/local/lib/libonrecord.so.0"


def _load() -> ctypes.CDLL:
    faults = []
    for name in _library_files():
        try:
            return ctypes.CDLL(name)
        except OSError as fault:
            faults.append(str(fault))
    raise ImportError("libonrecord is not found; install it, or name it in ONRECORD_LIBRARY: " + "; ".join(faults))


_pointer, _text = ctypes.c_void_p, ctypes.c_char_p
_lib = _load()
for _name, _gives, _takes in (
    ("onr_bound_models", _pointer, (_text, ctypes.POINTER(_Fault))),
    ("onr_bound_models_free", None, (_pointer,)),
    (
        "onr_bound_read",
        _pointer,
        (_pointer, _text, ctypes.c_size_t, _text, _text, _text, _text, _text, ctypes.c_size_t, ctypes.POINTER(_Fault)),
    ),
    ("onr_bound_store", _pointer, (_text, ctypes.POINTER(_Fault))),
    ("onr_store_close", None, (_pointer,)),
    ("onr_bound_query", _pointer, (_pointer, ctypes.POINTER(_text), ctypes.POINTER(_Fault))),
    ("onr_bound_free", None, (_pointer,)),
):
    _function = getattr(_lib, _name)
    _function.restype, _function.argtypes = _gives, _takes


def _taken(given: Optional[int], fault: _Fault) -> bytes:
    """The bytes at an address, which are released; none: the error is raised."""
    if not given:
        raise fault.error()
    try:
        return ctypes.string_at(given)
    finally:
        _lib.onr_bound_free(given)


def _model_file(model: str) -> str:
    if "/" in model or model.endswith(".onr"):
        return model
    folders = [
        os.environ.get("ONRECORD_MODELS"),
        str(_HERE / "models"),
        "/usr/share/onrecord/models",
        "/usr/local/share/onrecord/models",
    ]
    paths = [f"{folder}/language-{model}.onr" for folder in folders if folder]
    return next((path for path in paths if os.path.exists(path)), paths[0])


class Models:
    """A model in memory, shared by all threads."""

    def __init__(self, model: str) -> None:
        fault = _Fault()
        self.address = _lib.onr_bound_models(os.fsencode(_model_file(model)), ctypes.byref(fault))
        if not self.address:
            raise fault.error()

    def __del__(self) -> None:
        if getattr(self, "address", None):
            _lib.onr_bound_models_free(self.address)


def read_json(
    models: Optional[Models],
    page: bytes,
    form: str,
    charset: Optional[str],
    date: Optional[str],
    url: Optional[str],
    name: Optional[str],
    memory: int,
) -> bytes:
    fault = _Fault()
    texts = [None if text is None else text.encode() for text in (charset, date, url, name)]
    address = models.address if models else None
    return _taken(
        _lib.onr_bound_read(address, page, len(page), form.encode(), *texts, memory, ctypes.byref(fault)), fault
    )


class Connection:
    """An open store."""

    def __init__(self, path: str) -> None:
        fault = _Fault()
        self.address = _lib.onr_bound_store(os.fsencode(path), ctypes.byref(fault))
        if not self.address:
            raise fault.error()

    def query(self, conditions: list[str]) -> bytes:
        if not self.address:
            raise ValueError("the store is closed")
        fault = _Fault()
        values = (_text * (len(conditions) + 1))(*[condition.encode() for condition in conditions], None)
        return _taken(_lib.onr_bound_query(self.address, values, ctypes.byref(fault)), fault)

    def close(self) -> None:
        if self.address:
            _lib.onr_store_close(self.address)
            self.address = None

    def __del__(self) -> None:
        if getattr(self, "address", None):
            self.close()
