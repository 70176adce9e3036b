/*
 * Decides what in a text is a name: takes off what announces it ("By", "Author:"), cuts at marks
 * and conjunctions, leaves out what somebody does and what no person is called.
 */
#include "article/metadata/names.h"

#include <unicode/uchar.h>

#include "article/metadata/date.h"
#include "base/table.h"

enum { MOST_NAMES = 12, LONGEST_LABEL = 16, LONGEST_LABELLED = 80 };

/*
 * What announces a name; lower case, by first byte, the longer first. A label needs no name in
 * capitals. The words stand in the table, as all texts of a page are held against them.
 */
static const struct {
    char words[31];
    bool label;
} openers[] = {
    {"analyse von", true},
    {"analysis by", true},
    {"artikel von", true},
    {"article by", true},
    {"a cura di", true},
    {"autor/in", true},
    {"auteurs", true},
    {"authors", true},
    {"autoren", true},
    {"autores", true},
    {"autorin", true},
    {"auteur", true},
    {"author", true},
    {"autore", true},
    {"autor", true},
    {"af", false},
    {"av", false},
    {"blog beitrag von", true},
    {"blogbeitrag von", true},
    {"beitrag von", true},
    {"bericht von", true},
    {"by", false},
    {"compiled by", true},
    {"created by", true},
    {"door", false},
    {"di", false},
    {"ein kommentar von", true},
    {"ein artikel von", true},
    {"ein beitrag von", true},
    {"eingestellt von", true},
    {"erstellt von", true},
    {"escrito por", true},
    {"essay von", true},
    {"gastkommentar von", true},
    {"gastbeitrag von", true},
    {"geschreven door", true},
    {"geschrieben von", true},
    {"guest post by", true},
    {"interview von", true},
    {"interview", true},
    {"kommentar von", true},
    {"kirjoittaja", true},
    {"kolumne von", true},
    {"napisane przez", true},
    {"opinion by", true},
    {"propos recueillis par", true},
    {"pressemitteilung von", true},
    {"pubblicato da", true},
    {"publicado por", true},
    {"published by", true},
    {"publié par", true},
    {"posted by", true},
    {"przez", false},
    {"par", false},
    {"por", false},
    {"redactado por", true},
    {"reportage von", true},
    {"rezension von", true},
    {"rédigé par", true},
    {"redakteurin", true},
    {"reported by", true},
    {"reviewed by", true},
    {"redakteur", true},
    {"redaktion", true},
    {"reporter", true},
    {"submitted by", true},
    {"scritto da", true},
    {"skrevet af", true},
    {"skrevet av", true},
    {"skriven av", true},
    {"story by", true},
    {"text von", true},
    {"text by", true},
    {"tekst", true},
    {"testo", true},
    {"texte", true},
    {"texto", true},
    {"text", true},
    {"veröffentlicht von", true},
    {"verfasst von", true},
    {"verfasserin", true},
    {"verfasser", true},
    {"von", false},
    {"written by", true},
    {"words by", true},
    {"writer", true},
    {"yazan", true},
    {"écrit par", true},
    {"автор", true},
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

#define is_any_of(word, words) (TABLE_FIND(table_find_nocase, word, words) != NULL)

static bool begins_nocase(onr_str text, const char *with)
{
    size_t len = strlen(with);
    return text.len >= len && str_equal_nocase((onr_str){text.data, len}, (onr_str){with, len});
}

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

/* Whether the opener at `i` begins with the byte that `text` begins with. */
static bool begins_as(size_t i, onr_str text)
{
    return text.len && i < sizeof openers / sizeof *openers &&
           openers[i].words[0] == ascii_lower(*text.data);
}

/* The first opener that begins so; where none does, one that does not. */
static size_t first_opener(onr_str text)
{
    size_t low = 0, high = sizeof openers / sizeof *openers;
    unsigned char first = text.len ? (unsigned char)ascii_lower(*text.data) : 0;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if ((unsigned char)openers[middle].words[0] < first)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
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

enum opener names_take_opener(onr_str *text)
{
    enum opener found = OPENER_NONE;
    *text = trim_marks(*text);
    for (size_t i = first_opener(*text); begins_as(i, *text); i++) {
        const char *words = openers[i].words;
        if (!begins_nocase(*text, words))
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
        i = first_opener(*text) - 1; /* "Author: By Ann Lee" */
    }
    return found;
}

static bool is_label(onr_str word)
{
    for (size_t i = first_opener(word); begins_as(i, word); i++)
        if (openers[i].label &&
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

name_shape name_shape_of(onr_str name)
{
    name_shape s = {.capital = true};
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
    name_shape s = name_shape_of(piece);
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
        names_take_opener(&head);
        if (is_name(head, strict) && out->count < MOST_NAMES)
            list_push(out, head, arena);
        piece = tail;
    }
    piece = trim_marks(piece);
    names_take_opener(&piece);
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

void names_split(str_list *out, onr_str text, bool strict, onr_arena *arena)
{
    if (!text.len || str_find(text, ONR_STR("://"), 0) != SIZE_MAX)
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

/* Adds the names that a piece of text consists of; false: there is something else in it. */
static bool add_all(str_list *names, onr_str text, onr_arena *arena)
{
    for (size_t start = 0, at = 0; at <= text.len; at++) {
        size_t len = at < text.len ? mark_at(text, at) : 1, before = names->count;
        if (!len)
            continue;
        onr_str piece = trim_marks((onr_str){text.data + start, at - start});
        add_names(names, piece, true, arena);
        if (piece.len && names->count == before && !is_ascii_digit(*piece.data))
            return false;
        start = at + len;
        at = start - 1;
    }
    return true;
}

bool names_are_all(str_list *names, onr_str text, bool *dated, onr_arena *arena)
{
    date found;
    size_t at = 0;
    *dated = date_next(&found, text, &at);
    onr_str head = {text.data, *dated ? found.start : text.len};
    onr_str tail = {text.data + at, *dated ? text.len - at : 0};
    if (!add_all(names, head, arena) || !add_all(names, tail, arena))
        return false;
    for (size_t i = 0; i < names->count; i++)
        if (!is_person(names->items[i]))
            return false;
    return names->count > 0;
}

enum opener names_take_label(onr_str *text, onr_arena *arena)
{
    enum opener found = names_take_opener(text);
    size_t most = text->len < LONGEST_LABEL ? text->len : LONGEST_LABEL;
    const char *blank = found || !most ? NULL : memchr(text->data, ' ', most);
    size_t end = blank ? (size_t)(blank - text->data) : 0;
    str_list names = {0};
    bool dated;
    if (!end || text->len > LONGEST_LABELLED ||
        (text->data[end + 1] >= 'a' && text->data[end + 1] <= 'z') ||
        !is_label((onr_str){text->data, end}))
        return found;
    onr_str rest = {text->data + end + 1, text->len - end - 1};
    if (!names_are_all(&names, rest, &dated, arena) || dated)
        return OPENER_NONE;
    *text = rest;
    return OPENER_LABEL;
}
