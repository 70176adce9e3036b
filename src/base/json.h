/*
 * JSON (RFC 8259), written and read. What is read comes from strangers: memory is the arena's,
 * time is linear in the bytes, depth has a bound, and a fault names its byte.
 *
 * Where the RFC leaves a reader free:
 * - the text is UTF-8 and has no byte order mark; ill-formed bytes are a fault;
 * - half a surrogate pair ("\ud83d" alone) is a fault, since UTF-8 has no form for it;
 * - "\u0000" is a character like others: strings have a length;
 * - of members with the same name the last one counts;
 * - a number may have any size; asked for as an integer it must fit one;
 * - arrays and objects stand in one another JSON_DEEPEST deep at most.
 */
#ifndef ONR_SRC_BASE_JSON_H
#define ONR_SRC_BASE_JSON_H

#include "base/buffer.h"

/*
 * Writing: values one after the other, commas by themselves, no white space. `json_put_key` comes
 * before each value of an object.
 */
typedef struct json_writer {
    buffer *to;
    bool comma; /* something stands before, in the same object or array */
} json_writer;

void json_open(json_writer *w, char bracket);  /* '{' or '[' */
void json_close(json_writer *w, char bracket); /* '}' or ']' */
void json_put_key(json_writer *w, const char *key);

/* A byte that is not well-formed UTF-8 becomes "?", so that all offsets stay true. */
void json_put_string(json_writer *w, onr_str text);
void json_put_integer(json_writer *w, int64_t number);
void json_put_bool(json_writer *w, bool value);
void json_put_null(json_writer *w);

/* A number from 0 on, rounded to three digits behind the point, in the shortest form: 0.9, 1.0 */
void json_put_thousandths(json_writer *w, double value);

/* Any number but NaN and the infinite ones: the shortest form that reads as the same double. */
void json_put_number(json_writer *w, double value);

/* Reading piece by piece. */
enum { JSON_DEEPEST = 1024 };

typedef enum json_piece {
    JSON_FAULT, /* the error is filled */
    JSON_END,   /* of the value that the text began with */
    JSON_OPEN_OBJECT,
    JSON_CLOSE_OBJECT,
    JSON_OPEN_ARRAY,
    JSON_CLOSE_ARRAY,
    JSON_KEY,
    JSON_STRING,
    JSON_NUMBER,
    JSON_TRUE,
    JSON_FALSE,
    JSON_NULL,
} json_piece;

typedef struct json_reader {
    onr_str text;
    size_t at;     /* behind the last piece */
    onr_str piece; /* the last key, string (both as they stand between their marks) or number */
    bool escaped;  /* it has a backslash in it */
    int place;
    size_t depth;
    uint64_t objects[JSON_DEEPEST / 64]; /* by depth: 1 for an object, 0 for an array */
} json_reader;

void json_begin(json_reader *out, onr_str text);

/* Reads the next piece. Fails with ONR_E_FORMAT, or ONR_E_LIMIT where the text is too deep. */
json_piece json_next(json_reader *r, onr_error *err);

/* Reads on to the end of the object or array that `opened` it; other pieces are their own end. */
bool json_skip(json_reader *r, json_piece opened, onr_error *err);

/* Whether only white space is left behind JSON_END. */
bool json_ends(json_reader *r, onr_error *err);

/* The last key, string or number; it points into the text where it has no escapes, else it lives
 * in `arena` (empty where that is full). */
onr_str json_text(const json_reader *r, onr_arena *arena);

/* Reading as a whole. */
typedef struct json_value {
    json_piece kind;                /* JSON_OPEN_OBJECT, JSON_OPEN_ARRAY, JSON_STRING, … */
    uint32_t count;                 /* of an object's members or an array's elements */
    onr_str key;                    /* of a member */
    onr_str text;                   /* of a string or number */
    const struct json_value *first; /* member or element; NULL: none */
    const struct json_value *next;  /* beside this one */
} json_value;

/*
 * Reads `text` into `arena`; the strings of `out` may point into `text`. `end`: where the value
 * ends; NULL: nothing but white space may stand behind it. Fails with ONR_E_FORMAT, ONR_E_LIMIT
 * or, where the arena is full, ONR_E_MEMORY.
 */
bool json_read(const json_value **out, onr_str text, size_t *end, onr_arena *arena, onr_error *err);

/* Of a value that may be NULL or of another kind: the member called `key`; the first element; the
 * text of a string; the number, where it is a whole one that fits. NULL, "" and false: no such. */
const json_value *json_member(const json_value *object, const char *key);
const json_value *json_element(const json_value *array);
bool json_is(const json_value *value, json_piece kind);
onr_str json_string_of(const json_value *value);
bool json_integer_of(int64_t *out, const json_value *value);

/* Any number, as the double next to it, whatever the program's locale writes a point as. */
bool json_number_of(double *out, const json_value *value);

#endif
