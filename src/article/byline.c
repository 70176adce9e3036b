/*
 * Decides who wrote an HTML page. Candidates are the names in its meta elements, its JSON-LD,
 * in elements named after authors and bylines, behind "By" and "Author:", and the texts of
 * links to authors' pages; each is cut into names and rid of what is none.
 */
#include "article/choice.h"
#include "article/weights.h"

#include <stdlib.h>
#include <unicode/uchar.h>

enum {
    LONGEST_LINE = 200,
    MOST_NAMES = 12,
    MOST_LINES = 60,
    NEAR_BEFORE = 400,
    NEAR_AFTER = 900,
    MOST_INLINE = 60,
    NEAR_BARE = 150,
    SHORTEST_BARE = 5,
    LONGEST_BARE = 80,
    LONG_PARAGRAPH = 100
};

enum place { NEAR, LATER, ELSEWHERE };

typedef struct weighing {
    const clues *c;
    choices all;
    size_t lines;
} weighing;

/* What announces a name, the longer first; lower case. A label needs no name in capitals. */
static const struct {
    const char *words;
    bool label;
} openers[] = {
    {"written by", true},
    {"posted by", true},
    {"published by", true},
    {"reported by", true},
    {"submitted by", true},
    {"created by", true},
    {"story by", true},
    {"words by", true},
    {"text by", true},
    {"article by", true},
    {"analysis by", true},
    {"opinion by", true},
    {"guest post by", true},
    {"reviewed by", true},
    {"compiled by", true},
    {"verfasst von", true},
    {"geschrieben von", true},
    {"veröffentlicht von", true},
    {"eingestellt von", true},
    {"erstellt von", true},
    {"ein beitrag von", true},
    {"beitrag von", true},
    {"blog beitrag von", true},
    {"blogbeitrag von", true},
    {"pressemitteilung von", true},
    {"bericht von", true},
    {"reportage von", true},
    {"kolumne von", true},
    {"analyse von", true},
    {"essay von", true},
    {"rezension von", true},
    {"ein artikel von", true},
    {"artikel von", true},
    {"ein kommentar von", true},
    {"kommentar von", true},
    {"text von", true},
    {"gastbeitrag von", true},
    {"gastkommentar von", true},
    {"interview von", true},
    {"interview", true},
    {"publié par", true},
    {"écrit par", true},
    {"rédigé par", true},
    {"propos recueillis par", true},
    {"escrito por", true},
    {"publicado por", true},
    {"redactado por", true},
    {"scritto da", true},
    {"pubblicato da", true},
    {"a cura di", true},
    {"geschreven door", true},
    {"napisane przez", true},
    {"skrevet av", true},
    {"skrevet af", true},
    {"skriven av", true},
    {"yazan", true},
    {"authors", true},
    {"author", true},
    {"autoren", true},
    {"autorin", true},
    {"autor/in", true},
    {"autor", true},
    {"auteur", true},
    {"auteurs", true},
    {"autore", true},
    {"autores", true},
    {"автор", true},
    {"kirjoittaja", true},
    {"reporter", true},
    {"writer", true},
    {"redakteur", true},
    {"redakteurin", true},
    {"redaktion", true},
    {"verfasser", true},
    {"verfasserin", true},
    {"text", true},
    {"texte", true},
    {"texto", true},
    {"testo", true},
    {"tekst", true},
    {"by", false},
    {"von", false},
    {"par", false},
    {"por", false},
    {"di", false},
    {"door", false},
    {"av", false},
    {"af", false},
    {"przez", false},
    {"от", false},
};

/* Words that tell what somebody does, or that no person's name holds. Lower case, sorted. */
static const char *const no_name[] = {
    "about",
    "ago",
    "aktualisiert",
    "all",
    "alle",
    "am",
    "antworten",
    "anzeigen",
    "april",
    "archiv",
    "artikel",
    "assistant",
    "associate",
    "at",
    "audio",
    "august",
    "author",
    "autor",
    "autorin",
    "bearbeitet",
    "bild",
    "biography",
    "categories",
    "category",
    "chefredakteur",
    "chief",
    "columnist",
    "comment",
    "comments",
    "contact",
    "contributor",
    "contributors",
    "copyright",
    "correspondent",
    "datum",
    "december",
    "deputy",
    "dezember",
    "dienstag",
    "director",
    "donnerstag",
    "download",
    "drucken",
    "editor",
    "editors",
    "edt",
    "email",
    "erstellt",
    "est",
    "executive",
    "facebook",
    "februar",
    "february",
    "feed",
    "filed",
    "follow",
    "foto",
    "fotos",
    "freelance",
    "freitag",
    "friday",
    "geschrieben",
    "geändert",
    "gmt",
    "home",
    "hours",
    "illustration",
    "image",
    "in",
    "januar",
    "january",
    "jetzt",
    "journalist",
    "journaliste",
    "juli",
    "july",
    "june",
    "juni",
    "kategorie",
    "kategorien",
    "kommentar",
    "kommentare",
    "korrespondent",
    "last",
    "latest",
    "leave",
    "lesezeit",
    "like",
    "likes",
    "links",
    "listen",
    "login",
    "managing",
    "march",
    "mehr",
    "menu",
    "menü",
    "merken",
    "min",
    "minute",
    "minuten",
    "minutes",
    "mittwoch",
    "modified",
    "monday",
    "montag",
    "more",
    "märz",
    "nachricht",
    "name",
    "news",
    "newsletter",
    "no",
    "none",
    "november",
    "null",
    "october",
    "oktober",
    "on",
    "periodista",
    "photo",
    "photographer",
    "photos",
    "pm",
    "points",
    "posted",
    "posts",
    "powered",
    "print",
    "producer",
    "professor",
    "profil",
    "profile",
    "published",
    "quelle",
    "read",
    "reading",
    "redacteur",
    "redactor",
    "redakteur",
    "redakteurin",
    "register",
    "registrieren",
    "reply",
    "reporter",
    "rss",
    "samstag",
    "saturday",
    "save",
    "schlagwörter",
    "search",
    "seite",
    "senior",
    "september",
    "share",
    "sign",
    "social",
    "sonntag",
    "source",
    "sources",
    "stand",
    "story",
    "subscribe",
    "suche",
    "sunday",
    "tag",
    "tagged",
    "tags",
    "teilen",
    "that",
    "thema",
    "themen",
    "this",
    "thursday",
    "titelbild",
    "topics",
    "tuesday",
    "twitter",
    "uhr",
    "undefined",
    "under",
    "unknown",
    "updated",
    "veröffentlicht",
    "video",
    "view",
    "votes",
    "watch",
    "wednesday",
    "weitere",
    "words",
    "writer",
    "writers",
    "written",
    "zuletzt",
    "zum",
    "zur",
    "übersetzung",
};

/* Staff names that stand for no person, and are a byline nevertheless. */
static const char *const staff[] = {
    "admin",    "administrator", "agencies", "agency",    "desk",      "editorial", "guest",
    "newsroom", "redacción",     "redactie", "redaktion", "redazione", "reporters", "rédaction",
    "service",  "services",      "staff",    "team",      "webmaster", "wire",      "writer",
};

static const char *const particles[] = {
    "af",  "al",  "and", "av",  "bin", "da",  "das", "de",  "del", "della", "den", "der",
    "des", "di",  "do",  "dos", "du",  "e",   "el",  "et",  "for", "i",     "ibn", "la",
    "le",  "mit", "of",  "ten", "ter", "the", "und", "van", "von", "y",     "zu",  "zur",
};

static const char ands[][8] = {" and ", " und ", " et ",   " y ",   " e ", " & ", " en ",
                               " og ",  " och ", " with ", " mit ", " i ", " и ", " ve "};

static int compare_word(const void *key, const void *entry)
{
    onr_str word = *(const onr_str *)key;
    const char *other = *(const char *const *)entry;
    if (word.data[0] != other[0])
        return (unsigned char)word.data[0] < (unsigned char)other[0] ? -1 : 1;
    return str_compare(word, (onr_str){other, strlen(other)});
}

#define is_any_of(word, words) is_in(word, words, sizeof words / sizeof *words)

static bool is_in(onr_str word, const char *const *words, size_t count)
{
    char lower[24];
    if (!word.len || word.len > sizeof lower)
        return false;
    for (size_t i = 0; i < word.len; i++)
        lower[i] = ascii_lower(word.data[i]);
    word.data = lower;
    return bsearch(&word, words, count, sizeof *words, compare_word);
}

static bool begins_nocase(onr_str text, const char *with)
{
    size_t len = strlen(with);
    return text.len >= len && str_equal_nocase((onr_str){text.data, len}, (onr_str){with, len});
}

enum opener { OPENER_NONE, OPENER_BY, OPENER_LABEL };

/* Trims what parts names: ASCII's marks, no-break spaces, dashes, dots and quotation marks. */
static onr_str trim_marks(onr_str text)
{
    static const char *const wide[] = {"\xC2\xA0", "–", "—", "•", "·", "»",
                                       "«",        "│", "“", "”", "„"};
    static const char marks[] = " \t\n:,;|/-*~>(\"'";
    for (bool more = true; more && text.len;) {
        char first = *text.data, last = text.data[text.len - 1];
        if (is_ascii_letter(first) && is_ascii_letter(last))
            return text;
        size_t head = first && (strchr(marks, first) || strchr(".)", first));
        size_t tail = !head && last && strchr(marks, last);
        for (size_t i = 0; (first | last) & 0x80 && i < sizeof wide / sizeof *wide; i++) {
            size_t len = strlen(wide[i]);
            head = str_starts(text, wide[i]) ? len : head;
            tail = !head && str_ends(text, wide[i]) ? len : tail;
        }
        text = (onr_str){text.data + head, text.len - head - tail};
        more = head || tail;
    }
    return text;
}

/* The length of an opener with the colon behind it, which blanks may part from it: "Auteur :". */
static size_t opener_len(onr_str text, const char *words, bool *colon)
{
    size_t len = strlen(words), end = len;
    while (end < text.len && text.data[end] == ' ')
        end++;
    *colon = end < text.len && text.data[end] == ':';
    return *colon ? end + 1 : len;
}

/* Takes the words off that announce a name. */
static enum opener take_opener(onr_str *text)
{
    enum opener found = OPENER_NONE;
    *text = trim_marks(*text);
    for (size_t i = 0; i < sizeof openers / sizeof *openers; i++) {
        const char *words = openers[i].words;
        if (!text->len || ascii_lower(*text->data) != words[0] || !begins_nocase(*text, words))
            continue;
        bool colon, label = openers[i].label;
        size_t len = opener_len(*text, words, &colon), bare = strlen(words);
        char next = text->len > bare ? text->data[bare] : ' ';
        if (next != ' ' && !colon && !(label && next == '/'))
            continue;
        bool one = label && !colon && !strchr(words, ' ');
        if (one && (is_any_of(((onr_str){words, bare}), staff) || (text->len > bare) == !found))
            continue; /* "Author Ann Lee" is a label only with its colon; "by Reporter" is none */
        *text = trim_marks((onr_str){text->data + len, text->len - len});
        found = label ? OPENER_LABEL : OPENER_BY;
        i = SIZE_MAX; /* "Author: By Ann Lee" */
    }
    return found;
}

static bool is_label(onr_str word)
{
    for (size_t i = 0; word.len && i < sizeof openers / sizeof *openers; i++)
        if (openers[i].label && ascii_lower(*word.data) == *openers[i].words &&
            str_equal_nocase(word, (onr_str){openers[i].words, strlen(openers[i].words)}))
            return true;
    return false;
}

bool is_author_label(onr_str text)
{
    for (size_t i = 0; i < sizeof openers / sizeof *openers; i++)
        if (begins_nocase(text, openers[i].words) &&
            str_trim(text).len <= strlen(openers[i].words) + 2)
            return true;
    return false;
}

/* Scripts without capitals count as written in them. */
static bool is_upper_start(onr_str word)
{
    size_t at = 0;
    return !u_islower((UChar32)utf8_next(word, &at));
}

typedef struct shape {
    size_t words;
    size_t letters;
    bool capital; /* every word but particles begins with a capital */
    bool digit;
    bool foreign; /* an address, or a word that no name holds */
    bool staff;
} shape;

static shape shape_of(onr_str name)
{
    shape s = {.capital = true};
    for (size_t at = 0; at < name.len;) {
        size_t end = at;
        while (end < name.len && name.data[end] != ' ')
            end++;
        onr_str word = {name.data + at, end - at};
        onr_str bare = trim_marks(word);
        at = end + 1;
        if (!word.len)
            continue;
        s.words++;
        s.capital = s.capital && (is_upper_start(word) || is_any_of(word, particles));
        s.staff = s.staff || is_any_of(bare, staff);
        s.foreign = s.foreign || is_any_of(bare, no_name);
        for (size_t i = 0; i < word.len; i++) {
            s.digit = s.digit || is_ascii_digit(word.data[i]);
            s.letters += is_ascii_letter(word.data[i]) || word.data[i] & 0x80;
            s.foreign = s.foreign || (word.data[i] && strchr("@[]{}<>=#?!:", word.data[i]));
        }
        s.foreign = s.foreign || str_find(word, ONR_STR("://"), 0) != SIZE_MAX ||
                    str_starts(word, "www.") || str_starts(word, "©");
    }
    return s;
}

/* Whether a piece of a byline is a name; `strict` where nothing but "By" says that it is one. */
static bool is_name(onr_str piece, bool strict)
{
    shape s = shape_of(piece);
    if (!s.words || s.words > 6 || piece.len < 2 || piece.len > 80 || !s.letters)
        return false;
    if (s.staff && s.words < 5 && !s.digit && !strict)
        return true;
    if (s.foreign)
        return false;
    return strict ? s.capital && !s.digit && s.words > 1 && s.words < 5 : !s.digit || s.words == 1;
}

static size_t next_and(onr_str text, size_t *len)
{
    size_t first = SIZE_MAX;
    for (size_t i = 0; i < sizeof ands / sizeof *ands; i++) {
        onr_str word = {ands[i], strlen(ands[i])};
        size_t at = str_find(text, word, 0);
        if (at < first) {
            first = at;
            *len = word.len;
        }
    }
    return first;
}

/* "Ann Lee on Monday", "Ann Lee Fotos: Bo Ek": what follows is no name. */
static onr_str cut_circumstance(onr_str piece)
{
    static const char *const words[] = {
        " am ",   " on ",    " in ",    " at ",   " vom ",         " um ",         " für ",
        " for ",  " le ",    " il ",    " op ",   " aus ",         " from ",       " Foto",
        " Photo", " Bilder", " Images", " Video", " Illustration", " Übersetzung", " Redaktion",
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t at = str_find(piece, (onr_str){words[i], strlen(words[i])}, 0);
        if (at != SIZE_MAX)
            piece.len = at;
    }
    return str_trim(str_ends(piece, " am") ? (onr_str){piece.data, piece.len - 3} : piece);
}

/* Adds the names of a piece that no mark parts: "Ann Lee and Bo Ek". */
static void add_names(str_list *out, onr_str piece, bool strict, onr_arena *arena)
{
    size_t len = 0;
    for (size_t at; (at = next_and(piece, &len)) != SIZE_MAX;) {
        onr_str head = trim_marks((onr_str){piece.data, at});
        onr_str tail = {piece.data + at + len, piece.len - at - len};
        take_opener(&head);
        if (is_name(head, strict) && out->count < MOST_NAMES)
            list_push(out, head, arena);
        piece = tail;
    }
    piece = trim_marks(piece);
    take_opener(&piece);
    if (strict)
        piece = cut_circumstance(piece);
    if (is_name(piece, strict) && out->count < MOST_NAMES)
        list_push(out, piece, arena);
}

/* The length of the mark at `at` that parts names; 0: none. */
static size_t mark_at(onr_str text, size_t at)
{
    static const char *const marks[] = {",", ";", "|",  "/",  " - ", " – ", " — ", "•", "·",
                                        "(", ")", "\n", "、", "，",  "»",   "«",   "│"};
    if (is_ascii_letter(text.data[at]) ||
        (text.data[at] == ' ' && at + 1 < text.len && is_ascii_letter(text.data[at + 1])))
        return 0; /* most bytes */
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t len = strlen(marks[i]);
        if (text.len - at >= len && memcmp(text.data + at, marks[i], len) == 0)
            return len;
    }
    return 0;
}

/* The names in the text of a byline; none in a URL. */
static void split_names(str_list *out, onr_str text, bool strict, onr_arena *arena)
{
    if (str_find(text, ONR_STR("://"), 0) != SIZE_MAX)
        return;
    size_t start = 0;
    for (size_t at = 0; at <= text.len; at++) {
        size_t len = at < text.len ? mark_at(text, at) : 1;
        if (!len)
            continue;
        size_t before = out->count;
        add_names(out, trim_marks((onr_str){text.data + start, at - start}), strict, arena);
        if (strict && out->count == before && at > start)
            break; /* what follows something else is no name any more */
        start = at + len;
        at = start - 1;
    }
}

/* Whether a name that nothing announces may be a person's: "Bo van der Berg", not "Part of It". */
static bool is_person(onr_str name)
{
    static const char *const others[] = {"and", "das", "des", "for", "mit",
                                         "of",  "the", "und", "zu",  "zur"};
    onr_str last = {0};
    for (size_t at = 0; at < name.len;) {
        size_t end = at;
        while (end < name.len && name.data[end] != ' ')
            end++;
        onr_str word = {name.data + at, end - at};
        if (is_any_of(word, others) || (!last.len && (str_is(word, "der") || is_label(word))))
            return false;
        last = word;
        at = end + 1;
    }
    bool ends = str_ends(name, ".") && last.len > 2; /* of a sentence, not "Ann L." */
    return !ends && !is_any_of(last, particles);
}

/*
 * Whether a text is names alone, or names and a date: "11 May 2026 - Ann Lee"; `names` are the
 * names then.
 */
static bool is_names(str_list *names, onr_str text, bool *dated, onr_arena *arena)
{
    date found;
    size_t start = 0, at = 0;
    *dated = date_next(&found, text, &at);
    onr_str head = {text.data, *dated ? found.start : text.len};
    onr_str tail = {text.data + at, *dated ? text.len - at : 0};
    for (int side = 0; side < 2; side++) {
        onr_str span = side ? tail : head;
        for (start = 0, at = 0; at <= span.len; at++) {
            size_t len = at < span.len ? mark_at(span, at) : 1, before = names->count;
            if (!len)
                continue;
            onr_str piece = trim_marks((onr_str){span.data + start, at - start});
            add_names(names, piece, true, arena);
            if (piece.len && names->count == before && !is_ascii_digit(*piece.data))
                return false;
            start = at + len;
            at = start - 1;
        }
    }
    for (size_t i = 0; i < names->count; i++)
        if (!is_person(names->items[i]))
            return false;
    return names->count > 0;
}

static onr_str join_keys(const str_list *names, onr_arena *arena)
{
    size_t room = 1;
    for (size_t i = 0; i < names->count; i++)
        room += names->items[i].len * 3 + 1;
    char *joined = arena_array(arena, char, room);
    size_t len = 0;
    for (size_t i = 0; joined && i < names->count; i++) {
        onr_str key = text_key(names->items[i], arena);
        if (len)
            joined[len++] = '\n';
        memcpy(joined + len, key.data, key.len);
        len += key.len;
    }
    return (onr_str){joined, joined ? len : 0};
}

static onr_str join_names(const str_list *names, onr_arena *arena)
{
    size_t room = 1, len = 0;
    for (size_t i = 0; i < names->count; i++)
        room += names->items[i].len + 1;
    char *joined = arena_array(arena, char, room);
    for (size_t i = 0; joined && i < names->count; i++) {
        if (len)
            joined[len++] = '\n';
        memcpy(joined + len, names->items[i].data, names->items[i].len);
        len += names->items[i].len;
    }
    return (onr_str){joined, joined ? len : 0};
}

static void drop_repeated(str_list *names)
{
    size_t kept = 0;
    for (size_t i = 0; i < names->count; i++) {
        bool again = false;
        for (size_t k = 0; k < kept; k++)
            again = again || str_equal_nocase(names->items[k], names->items[i]);
        if (!again)
            names->items[kept++] = names->items[i];
    }
    names->count = kept;
}

static uint64_t signs_of_shape(const weighing *w, const str_list *names)
{
    uint64_t signs = names->count > 1 ? SIGN(BYLINE_SEVERAL) : 0;
    bool site = false, like = false, one = true, many = false, lower = false, digit = false,
         staff_ = false;
    for (size_t i = 0; i < names->count; i++) {
        shape s = shape_of(names->items[i]);
        onr_str key = text_key(names->items[i], w->c->scratch);
        site = site || clues_is_site(w->c, key);
        like = like || clues_like_site(w->c, key);
        one = one && s.words == 1;
        many = many || s.words > 4;
        lower = lower || !s.capital;
        digit = digit || s.digit;
        staff_ = staff_ || s.staff;
    }
    signs |= site ? SIGN(BYLINE_IS_SITE) : 0;
    signs |= like ? SIGN(BYLINE_LIKE_SITE) : 0;
    signs |= one ? SIGN(BYLINE_ONE_WORD) : 0;
    signs |= many ? SIGN(BYLINE_MANY_WORDS) : 0;
    signs |= lower ? SIGN(BYLINE_LOWER_CASE) : 0;
    signs |= digit ? SIGN(BYLINE_DIGITS) : 0;
    return staff_ ? signs | SIGN(BYLINE_STAFF) : signs;
}

static void add_list(weighing *w, str_list *names, uint64_t signs)
{
    drop_repeated(names);
    if (!names->count || w->all.count >= MOST_LINES)
        return;
    onr_str key = join_keys(names, w->c->scratch);
    if (key.len)
        choice_add(&w->all, join_names(names, w->c->arena), key, signs | signs_of_shape(w, names),
                   w->c->scratch);
}

static void add_text(weighing *w, onr_str text, uint64_t signs, bool strict)
{
    str_list names = {0};
    size_t credit = str_find(text, ONR_STR("©"), 0);
    text.len = credit < text.len ? credit : text.len; /* whose picture it is */
    split_names(&names, text, strict, w->c->scratch);
    add_list(w, &names, signs);
}

/* All names of one field together: "citation_author" comes once an author. */
static void add_field(weighing *w, field which, uint64_t signs)
{
    str_list names = {0};
    for (size_t i = 0; i < w->c->said.count; i++)
        if (w->c->said.items[i].field == which) {
            onr_str text = w->c->said.items[i].value;
            take_opener(&text);
            split_names(&names, text, false, w->c->scratch);
        }
    add_list(w, &names, signs);
}

static void add_ld(weighing *w, const str_list *from, uint64_t signs)
{
    str_list names = {0};
    for (size_t i = 0; i < from->count; i++) {
        onr_str text = text_clean(from->items[i], w->c->arena);
        take_opener(&text);
        split_names(&names, text, false, w->c->scratch);
    }
    add_list(w, &names, signs);
}

static enum place place_of(const weighing *w, size_t node)
{
    int64_t distance = clues_distance(w->c, node);
    if (clues_places(w->c, node))
        return ELSEWHERE;
    if (distance >= -NEAR_BEFORE && distance <= NEAR_AFTER)
        return NEAR;
    return distance > 0 ? LATER : ELSEWHERE;
}

static bool leads_to_author(const clues *c, size_t node)
{
    static const char *const paths[] = {
        "/author", "/autor",       "/people/", "/person/", "/staff/", "/profile/",   "/reporter",
        "/writer", "/contributor", "/by/",     "/user/",   "/users/", "/journalist", "/redakt",
        "author=", "/auteur",      "/member",  "/team/",   "/profil"};
    onr_str href = onr_page_attribute(c->page, (int32_t)node, "href");
    for (size_t i = 0; href.len && href.len < 300 && i < sizeof paths / sizeof *paths; i++)
        if (str_find(href, (onr_str){paths[i], strlen(paths[i])}, 0) != SIZE_MAX)
            return true;
    return false;
}

static uint64_t signs_of_flags(uint32_t flags, enum place place)
{
    uint64_t signs = 0;
    unsigned later = place == NEAR ? 0 : 1;
    if (flags & PROP_AUTHOR)
        signs |= SIGN(BYLINE_PROPERTY_NEAR + later);
    if (flags & REL_AUTHOR)
        signs |= SIGN(BYLINE_REL_NEAR + later);
    if (flags & SAYS_AUTHOR)
        signs |= SIGN(BYLINE_AUTHOR_NEAR + place);
    if (flags & SAYS_BYLINE)
        signs |= SIGN(BYLINE_LINE_NEAR + place);
    if (flags & SAYS_BIO)
        signs |= SIGN(BYLINE_BIO);
    return flags & IN_HEADING ? signs | SIGN(BYLINE_IN_HEADING) : signs;
}

/* "Authors Ann Lee and Bo Ek": a label without its colon, and nothing but names behind it. */
static enum opener take_label(onr_str *text, onr_arena *arena)
{
    enum opener found = take_opener(text);
    size_t end = found || text->len > LONGEST_BARE ? SIZE_MAX : str_find(*text, ONR_STR(" "), 0);
    str_list names = {0};
    bool dated;
    if (end == SIZE_MAX || (text->data[end + 1] >= 'a' && text->data[end + 1] <= 'z') ||
        !is_label((onr_str){text->data, end}))
        return found;
    onr_str rest = {text->data + end + 1, text->len - end - 1};
    if (!is_names(&names, rest, &dated, arena) || dated)
        return OPENER_NONE;
    *text = rest;
    return OPENER_LABEL;
}

static void add_line(weighing *w, size_t node, onr_str text, uint64_t signs, bool strict)
{
    enum place place = place_of(w, node);
    enum opener opener = take_label(&text, w->c->scratch);
    if (opener == OPENER_BY)
        signs |= SIGN(BYLINE_BY_NEAR + place);
    if (opener == OPENER_LABEL)
        signs |= SIGN(BYLINE_LABEL_NEAR + place);
    w->lines++;
    if (place == ELSEWHERE)
        signs |= SIGN(BYLINE_IN_PLACES);
    add_text(w, text, signs | signs_of_flags(w->c->flags[node], place), strict);
}

/* Whether all of an element's text is its first child's, which inherits what it is named after. */
static bool is_wrapper(const clues *c, size_t node)
{
    const onr_node *n = &c->page->nodes[node];
    if (n->first_child == ONR_NO_NODE || c->page->nodes[n->first_child].tag == ONR_TAG_TEXT)
        return false;
    return c->at[n->first_child] == c->at[node] &&
           c->at[c->page->nodes[n->first_child].end] == c->at[n->end];
}

/* An element that is named after an author, or a link to an author's page. */
static void add_element(weighing *w, size_t node)
{
    const clues *c = w->c;
    const uint32_t named = SAYS_AUTHOR | SAYS_BYLINE | REL_AUTHOR | PROP_AUTHOR;
    const onr_node *n = &c->page->nodes[node];
    bool link = n->tag == ONR_TAG_A && leads_to_author(c, node);
    uint64_t signs = link ? SIGN(BYLINE_HREF_NEAR + place_of(w, node)) : 0;
    if (!(c->flags[node] & named) && !link)
        return;
    if (n->tag == ONR_TAG_META) {
        if (c->flags[node] & PROP_AUTHOR)
            add_line(w, node, onr_page_attribute(c->page, (int32_t)node, "content"), signs, false);
        return;
    }
    if (!link && is_wrapper(c, node))
        return;
    onr_str text = clues_text(c, node, LONGEST_LINE);
    if (text.len)
        add_line(w, node, text, signs, !(c->flags[node] & ~(uint32_t)SAYS_BYLINE & named) && !link);
}

static bool breaks_line(uint16_t tag)
{
    return tag == ONR_TAG_P || tag == ONR_TAG_BR || tag == ONR_TAG_DIV || tag == ONR_TAG_LI ||
           (tag >= ONR_TAG_H1 && tag <= ONR_TAG_H6) || tag == ONR_TAG_BLOCKQUOTE ||
           tag == ONR_TAG_TR || tag == ONR_TAG_TD || tag == ONR_TAG_SECTION ||
           tag == ONR_TAG_FIGURE || tag == ONR_TAG_UL || tag == ONR_TAG_TABLE ||
           tag == ONR_TAG_HEADER || tag == ONR_TAG_ARTICLE || tag == ONR_TAG_DD ||
           tag == ONR_TAG_DT || tag == ONR_TAG_HR;
}

/* The element whose lines a text is part of. */
static size_t block_of(const onr_page *page, size_t node)
{
    size_t block = (size_t)page->nodes[node].parent;
    while (!breaks_line(page->nodes[block].tag) && page->nodes[block].parent > 0)
        block = (size_t)page->nodes[block].parent;
    return block;
}

/* Where the line of a text ends: at the end of its block, a break or a block inside. */
static size_t line_end(const onr_page *page, size_t node)
{
    size_t end = (size_t)page->nodes[block_of(page, node)].end;
    for (size_t i = node + 1; i < end && i < node + MOST_INLINE; i++)
        if (breaks_line(page->nodes[i].tag))
            return i;
    return end;
}

static size_t next_text(const onr_page *page, size_t from)
{
    for (size_t i = from; i < page->node_count && i < from + MOST_INLINE; i++)
        if (page->nodes[i].tag == ONR_TAG_TEXT &&
            str_trim(str_slice(page->text, page->nodes[i].text)).len)
            return i;
    return 0;
}

/* A text that begins with "By", and its line; with the next line where it says no more. */
static void add_opened(weighing *w, size_t node, onr_str text)
{
    const clues *c = w->c;
    size_t end = line_end(c->page, node);
    onr_str line = clues_text_between(c, node, end, LONGEST_LINE);
    onr_str left = line;
    size_t next = take_opener(&left) && !left.len ? next_text(c->page, end) : 0;
    if (next)
        line = clues_text_between(c, node, line_end(c->page, next), LONGEST_LINE);
    add_line(w, node, line.len ? line : text_fold(text, c->arena), 0, true);
}

static bool is_dated(onr_str text)
{
    date found;
    size_t at = 0;
    return date_next(&found, text, &at);
}

/* Whether one of the texts beside a text names a day. */
static bool stands_by_date(const onr_page *page, size_t node, size_t before)
{
    size_t next = next_text(page, node + 1);
    return (before && is_dated(str_slice(page->text, page->nodes[before].text))) ||
           (next && is_dated(str_slice(page->text, page->nodes[next].text)));
}

static bool is_long_paragraph(const clues *c, int32_t node)
{
    const onr_node *n = node == ONR_NO_NODE ? NULL : &c->page->nodes[node];
    return n && n->tag == ONR_TAG_P && c->at[n->end] - c->at[node] >= LONG_PARAGRAPH;
}

static int32_t next_element(const onr_page *page, int32_t node)
{
    do
        node = page->nodes[node].next_sibling;
    while (node != ONR_NO_NODE && page->nodes[node].tag == ONR_TAG_TEXT);
    return node;
}

/* A name that closes an article: a paragraph of its own behind this long one, and before none. */
static void add_signature(weighing *w, size_t node)
{
    const clues *c = w->c;
    if (c->flags[node] & IN_PLACES || !is_long_paragraph(c, (int32_t)node) ||
        clues_distance(c, node) < 0)
        return;
    int32_t last = next_element(c->page, (int32_t)node);
    if (last == ONR_NO_NODE || c->page->nodes[last].tag != ONR_TAG_P ||
        is_long_paragraph(c, next_element(c->page, last)))
        return;
    str_list names = {0};
    bool dated;
    onr_str text = clues_text(c, (size_t)last, LONGEST_BARE);
    if (text.len && is_names(&names, text, &dated, c->scratch))
        add_list(w, &names, SIGN(BYLINE_SIGNED));
}

/* Names that nothing announces: near the heading. */
static void add_bare(weighing *w, size_t node, onr_str text, size_t before)
{
    const clues *c = w->c;
    int64_t distance = clues_distance(c, node);
    if (text.len < SHORTEST_BARE || text.len > LONGEST_BARE || distance < -NEAR_BARE ||
        distance > NEAR_AFTER || clues_places(c, node) ||
        c->flags[node] & (IN_HEADING | SAYS_TITLE))
        return;
    str_list names = {0};
    bool dated;
    if (!is_names(&names, text_fold(text, c->arena), &dated, c->scratch))
        return;
    bool by = dated || stands_by_date(c->page, node, before);
    add_list(w, &names, SIGN(by ? BYLINE_BARE_DATED : BYLINE_BARE));
}

/* Drops names that are nothing but names: they speak only for what has other signs. */
static void drop_bare(weighing *w)
{
    uint64_t own = SIGN(BYLINE_BARE_DATED) | SIGN(BYLINE_SIGNED);
    size_t kept = 0;
    for (unsigned i = BYLINE_META; i <= BYLINE_HREF_ELSEWHERE; i++)
        own |= SIGN(i);
    for (size_t i = 0; i < w->all.count; i++)
        if (w->all.items[i].signs & own)
            w->all.items[kept++] = w->all.items[i];
    w->all.count = kept;
}

static void add_body(weighing *w)
{
    size_t before = 0;
    const onr_page *page = w->c->page;
    for (size_t i = 0; i < page->node_count && w->lines < MOST_LINES; i++) {
        const onr_node *n = &page->nodes[i];
        uint32_t flags = w->c->flags[i];
        if ((flags & IN_HIDDEN && n->tag != ONR_TAG_META) || flags & IN_COMMENT)
            continue;
        if (n->tag != ONR_TAG_TEXT) {
            add_element(w, i);
            add_signature(w, i);
        } else if (n->parent >= 0) {
            onr_str text = str_trim(str_slice(page->text, n->text)), rest = text;
            if (text.len && text.len <= LONGEST_LINE && take_label(&rest, w->c->scratch))
                add_opened(w, i, text);
            else
                add_bare(w, i, text, before);
            before = i;
        }
    }
}

static uint64_t signs_of(const weighing *w, onr_str key)
{
    for (size_t i = 0; i < w->all.count; i++)
        if (str_equal(w->all.items[i].key, key))
            return w->all.items[i].signs;
    return 0;
}

static void compare(weighing *w)
{
    for (size_t i = 0; i < w->all.count; i++)
        for (size_t k = 0; k < w->all.count; k++) {
            choice *a = &w->all.items[i], *b = &w->all.items[k];
            if (i != k && str_find(b->key, a->key, 0) != SIZE_MAX) {
                a->signs |= SIGN(BYLINE_IN_OTHER);
                b->signs |= SIGN(BYLINE_HOLDS_OTHER);
            }
        }
}

/* The names of a list are candidates of their own: what speaks for each of them speaks for it. */
static void add_shared(weighing *w)
{
    const uint64_t shared =
        SIGN(BYLINE_HREF_NEAR) | SIGN(BYLINE_REL_NEAR) | SIGN(BYLINE_AUTHOR_NEAR) |
        SIGN(BYLINE_LINE_NEAR) | SIGN(BYLINE_PROPERTY_NEAR) | SIGN(BYLINE_LD_PERSON) |
        SIGN(BYLINE_HREF_LATER) | SIGN(BYLINE_REL_LATER) | SIGN(BYLINE_AUTHOR_LATER);
    for (size_t i = 0; i < w->all.count; i++) {
        choice *list = &w->all.items[i];
        uint64_t all = list->signs & SIGN(BYLINE_SEVERAL) ? shared : 0;
        for (size_t start = 0, at = 0; all && at <= list->key.len; at++)
            if (at == list->key.len || list->key.data[at] == '\n') {
                all &= signs_of(w, (onr_str){list->key.data + start, at - start});
                start = at + 1;
            }
        list->signs |= all;
    }
}

static void give_names(onr_article *out, onr_str joined, onr_arena *arena)
{
    str_list names = {0};
    for (size_t start = 0, i = 0; i <= joined.len; i++)
        if (i == joined.len || joined.data[i] == '\n') {
            list_push(&names, ((onr_str){joined.data + start, i - start}), arena);
            start = i + 1;
        }
    out->byline = (onr_strs){names.items, names.count};
}

void byline_choose(onr_article *out, const clues *c, choices *all)
{
    weighing w = {.c = c};
    add_field(&w, FIELD_AUTHOR, SIGN(BYLINE_META));
    add_field(&w, FIELD_AUTHOR_ARTICLE, SIGN(BYLINE_META_ARTICLE));
    add_field(&w, FIELD_AUTHOR_OTHER, SIGN(BYLINE_META_OTHER));
    add_ld(&w, &c->ld.authors, SIGN(BYLINE_LD));
    add_ld(&w, &c->ld.organisations, SIGN(BYLINE_LD_ORGANISATION));
    add_ld(&w, &c->ld.persons, SIGN(BYLINE_LD_PERSON));
    add_body(&w);
    drop_bare(&w);
    add_shared(&w);
    compare(&w);
    const choice *best = choice_best(&w.all, byline_weights, byline_least);
    if (best)
        give_names(out, best->value, c->arena);
    if (all)
        *all = w.all;
}
