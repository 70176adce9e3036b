/*
 * Prints all rows of a store, a line each, in which other rows are named by what they are and not
 * by their keys, which depend on who came first. Sorted, those of two stores can be compared. Under
 * which of several names pages' entities become one actor depends on that, too
 * (src/store/actors.c); that no name is missing does not, nor that no actor is there twice, but for
 * two that one page tells apart. Usage: store-dump STORE
 */
#include <stdio.h>
#include <string.h>

#include "store/engine.h"

/* One of them gives its rows as cells; the number of a page's entry is what its key leaves. */
static const struct {
    const char *name;
    int count;
    const char *sql;
} tables[] = {
    {"page", 10,
     "SELECT id, name, source, url, outlet, title, published, first_day, last_day, language"
     " FROM page"},
    {"article", 4,
     "SELECT p.id, t.text, t.record, t.record_size FROM article t JOIN page p ON p.key = t.page"},
    {"actor that is there twice", 3,
     "SELECT a.name, a.kind, a.country FROM actor a JOIN actor b ON b.key > a.key AND b.name = "
     "a.name"
     " AND b.kind = a.kind AND b.country = a.country WHERE NOT EXISTS (SELECT 1 FROM entity e"
     " JOIN entity f ON f.page = e.page WHERE e.actor = a.key AND f.actor = b.key)"},
    {"alias", 3,
     "SELECT DISTINCT lower(l.name), a.kind, a.country FROM alias l JOIN actor a"
     " ON a.key = l.actor"},
    {"entity", 7,
     "SELECT p.id, e.number, e.name, e.kind, e.code, a.kind, a.country FROM entity e"
     " JOIN page p ON p.key = e.page JOIN actor a ON a.key = e.actor"},
    {"member", 3,
     "SELECT p.id, m.entity % 16777216, m.whole % 16777216 FROM member m"
     " JOIN entity e ON e.key = m.entity JOIN page p ON p.key = e.page"},
    {"chain", 1, "SELECT words FROM chain"},
    {"chain_name", 2, "SELECT n.name, c.words FROM chain_name n JOIN chain c ON c.key = n.chain"},
    {"statement", 25,
     "SELECT p.id, s.number, s.speaker, s.speaker_entity % 16777216, s.cue, s.content,"
     " s.addressee, s.addressee_entity % 16777216, s.quote, s.act, s.negated, s.hedged,"
     " s.unrealised, s.inside % 16777216, s.on_word_of, c.words, s.said, s.span_start, s.span_end,"
     " s.bytes_start, s.bytes_end, s.confidence, s.key % 16777216, s.page - p.key,"
     " s.key / 16777216 - p.key"
     " FROM statement s JOIN page p ON p.key = s.page JOIN chain c ON c.key = s.chain"},
    {"event", 12,
     "SELECT p.id, v.number, v.class, v.mode, v.cameo, v.trigger_words, v.time, v.place, v.status,"
     " v.vouched % 16777216, v.same_as % 16777216, v.confidence FROM event v"
     " JOIN page p ON p.key = v.page"},
    {"party", 4,
     "SELECT p.id, y.event % 16777216, y.role, y.entity % 16777216 FROM party y"
     " JOIN event v ON v.key = y.event JOIN page p ON p.key = v.page"},
    {"dispute", 4,
     "SELECT p.id, d.claim % 16777216, d.denial % 16777216, d.about FROM dispute d"
     " JOIN page p ON p.key = d.page"},
    {"instrument", 8,
     "SELECT p.id, i.number, i.name, i.kind, i.time, i.span_start, i.span_end, i.confidence"
     " FROM instrument i JOIN page p ON p.key = i.page"},
    {"instrument_party", 3,
     "SELECT p.id, y.instrument % 16777216, y.entity % 16777216 FROM instrument_party y"
     " JOIN instrument i ON i.key = y.instrument JOIN page p ON p.key = i.page"},
    {"standing", 4,
     "SELECT p.id, d.instrument % 16777216, d.statement % 16777216, d.standing FROM standing d"
     " JOIN instrument i ON i.key = d.instrument JOIN page p ON p.key = i.page"},
    {"figure", 10,
     "SELECT p.id, f.number, f.words, f.subject, f.measure, f.value, f.upper, f.unit,"
     " f.approximate, f.vouched % 16777216 FROM figure f JOIN page p ON p.key = f.page"},
    {"trace", 4, "SELECT p.id, t.hash, t.day, t.weight FROM trace t JOIN page p ON p.key = t.page"},
    {"digest", 2, "SELECT p.id, d.bytes FROM digest d JOIN page p ON p.key = d.page"},
    {"link", 7,
     "SELECT l.kind, p.id, l.item, o.id, l.other_item, l.score, l.why FROM link l"
     " JOIN page p ON p.key = l.page JOIN page o ON o.key = l.other_page"},
    {"dead_letter", 3, "SELECT digest, reference, reason FROM dead_letter"},
};

typedef struct dumping {
    const char *name;
    int count;
} dumping;

static void print_bytes(onr_str bytes, bool are_text)
{
    for (size_t i = 0; i < bytes.len; i++) {
        unsigned char c = (unsigned char)bytes.data[i];
        if (are_text && c >= ' ' && c != '\\')
            putchar(c);
        else
            printf("\\%02x", c);
    }
}

static bool print_row(const store_value *cells, void *user)
{
    const dumping *d = user;
    fputs(d->name, stdout);
    for (int i = 0; i < d->count; i++) {
        putchar('\t');
        switch (cells[i].type) {
        case VALUE_NONE: fputs("NULL", stdout); break;
        case VALUE_NUMBER: printf("%lld", (long long)cells[i].number); break;
        case VALUE_REAL: printf("%.17g", cells[i].real); break;
        case VALUE_TEXT:
        case VALUE_BYTES: print_bytes(cells[i].text, cells[i].type == VALUE_TEXT); break;
        }
    }
    putchar('\n');
    return true;
}

static bool dump(onr_store *store, onr_error *err)
{
    bool ok = true;
    for (size_t i = 0; ok && i < sizeof tables / sizeof *tables; i++) {
        dumping d = {tables[i].name, tables[i].count};
        ok = store->engine->select(store, tables[i].sql, NULL, 0, print_row, &d, err);
    }
    return ok;
}

int main(int argc, char **argv)
{
    onr_store *store = NULL;
    onr_error err = {0};
    bool ok = argc == 2 && onr_store_open(&store, argv[1], ONR_STORE_READ, &err) &&
              dump(store, &err) && fflush(stdout) == 0;
    onr_store_close(store);
    if (!ok)
        fprintf(stderr, "%s: %s\n", err.source, err.what);
    return !ok;
}
