/*
 * The command line: which options a command takes and what they mean.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/str.h"
#include "cli.h"
#include "intake/intake.h"
#include "queue/queue.h"
#include "store/engine.h"

/* The kinds of intake by their names. */
#define AS_KINDS "feed, json, jsonl, mhtml or warc"

enum {
    KEY_AS = 256,
    KEY_FORMAT,
    KEY_URL,
    KEY_DATE,
    KEY_MODEL,
    KEY_MEMORY,
    KEY_SECONDS,
    KEY_DEPTH,
    KEY_WORDS,
    KEY_RATIO,
    KEY_TOKENIZED,
    KEY_SPREADSHEET,
    KEY_SORT,
    KEY_COUNT_BY,
    KEY_LIST,
    KEY_REPLACE,
    KEY_UPDATE,
    KEY_UNORDERED,
    KEY_RESUME,
    KEY_ALL,
    KEY_PORT,
    KEY_BYTES,
    KEY_WHAT,
    KEY_NO_TEXT,
    KEY_MIN_CONFIDENCE,
    KEY_ACTORS,
    KEY_CODEBOOK,
    KEY_QUEUE,
    KEY_STORE,
};

/* All that read pages; all that read files. */
enum { PAGES = READ | EXTRACT | ADD | REPORT, FILES = PAGES | PARSE | VERIFY };

/* All that ask questions; all that open a store. */
enum {
    ASKS = QUERY | DISPUTES | TIMELINE | EXPORT,
    STORES = ASKS | ADD | SHOW | VERIFY | SERVE | UNLINK | REMOVE
};

/* All that take pages; that name files; that need memory for pages. */
enum { TAKEN = PAGES | ENQUEUE, NAMED = FILES | ENQUEUE, AT_WORK = FILES | WORK };

static const struct {
    struct argp_option option;
    unsigned taken_by;
} known_options[] = {
    {{"as", KEY_AS, "FORM", 0, "what the input is: auto, html, page, article, " AS_KINDS, 0},
     TAKEN},
    {{"format", KEY_FORMAT, "FORMAT", 0, "conllu", 0}, PARSE},
    {{"replace", KEY_REPLACE, NULL, 0, "read again what the store has, and put it in its place", 0},
     ADD},
    {{"update", KEY_UPDATE, NULL, 0, "a file that changed takes the place of what it was", 0}, ADD},
    /* What it says: list_formats. */
    {{"format", KEY_FORMAT, "FORMAT", 0, NULL, 0},
     READ | EXTRACT | QUERY | DISPUTES | TIMELINE | SHOW | EXPORT},
    {{"what", KEY_WHAT, "TABLE", 0, "of a format with several tables: statements, events, …", 0},
     READ},
    {{"what", KEY_WHAT, "TABLE", 0,
      "of jsonl what several pages tell: utterances, copies, disputes, events, instruments; of a "
      "format "
      "with several tables: statements, events, …",
      0},
     EXPORT},
    {{"no-text", KEY_NO_TEXT, NULL, 0, "ids, places, labels and names; no words of the page", 0},
     READ | EXPORT},
    {{"tokenized", KEY_TOKENIZED, NULL, 0, "the input is CoNLL-U, whose tokens are kept", 0},
     PARSE},
    {{"url", KEY_URL, "URL", 0, "the page's address", 0}, TAKEN},
    {{"date", KEY_DATE, "EDTF", 0, "the day of publication: 2026-02-19, 2026-02, 2008?", 0}, TAKEN},
    {{"date", KEY_DATE, "EDTF", 0, "the day that codes are for", 0}, KNOWLEDGE},
    {{"model", KEY_MODEL, "MODEL", 0, "best, fast, or a model file (.onr)", 0},
     READ | PARSE | ADD | REPORT | EXPORT | WORK},
    {{"actors", KEY_ACTORS, "FILE", 0,
      "who is who by a dictionary of yours (.actors, .agents); may be repeated", 0},
     READ | ADD | REPORT | WORK},
    {{"codebook", KEY_CODEBOOK, "DIR", 0, "what is what by the dictionaries of yours in DIR", 0},
     READ | ADD | REPORT | WORK},
    {{"jobs", 'j', "N", 0, "read N pages at a time", 0}, AT_WORK},
    {{"recursive", 'r', NULL, 0, "read all files in the folders that are named", 0}, NAMED},
    {{"files-from", KEY_LIST, "LIST", 0,
      "read the files that LIST names, one a line; -: standard input", 0},
     NAMED},
    {{"page-memory", KEY_MEMORY, "MB", 0, "most memory for one page (1024)", 0}, AT_WORK | EXPORT},
    {{"page-seconds", KEY_SECONDS, "N", 0, "most seconds of work for one page (600)", 0}, AT_WORK},
    {{"page-depth", KEY_DEPTH, "N", 0, "most elements of a page in one another (512)", 0},
     PAGES | VERIFY | WORK},
    {{"sentence-words", KEY_WORDS, "N", 0, "most words of a sentence (256)", 0},
     READ | PARSE | ADD | REPORT | EXPORT | WORK},
    {{"unfold-ratio", KEY_RATIO, "N", 0,
      "most that a compressed body in a WARC file unfolds to, times its bytes (256)", 0},
     PAGES | VERIFY | WORK},
    {{"unordered", KEY_UNORDERED, NULL, 0, "write results as they come", 0}, FILES},
    {{"resume", KEY_RESUME, "JOURNAL", 0,
      "note in JOURNAL how far the run is, and go on from there", 0},
     FILES & ~REPORT},
    {{"queue", KEY_QUEUE, "ADDRESS", 0, "nats://HOST or postgresql://HOST/DATABASE", 0},
     ENQUEUE | WORK},
    {{"store", KEY_STORE, "STORE", 0,
      "where the records go; of postgresql:// the queue's, if not given", 0},
     WORK},
    {{"output", 'o', "FILE", 0, "write the report to FILE, not to standard output", 0}, REPORT},
    {{"port", KEY_PORT, "N", 0, "the port to be called at (8377); 0: any that is free", 0}, SERVE},
    {{"all", KEY_ALL, NULL, 0, "in text: doubtful statements too, at the end", 0}, READ},
    {{"bytes", KEY_BYTES, NULL, 0, "in text: the source and bytes of each statement", 0}, READ},
    {{"min-confidence", KEY_MIN_CONFIDENCE, "P", 0,
      "leave out entries that are less sure: from 0 to 1", 0},
     READ | REPORT},
    {{"spreadsheet", KEY_SPREADSHEET, NULL, 0,
      "of csv: an apostrophe before what a spreadsheet would run", 0},
     READ | QUERY | DISPUTES | TIMELINE | EXPORT},
    {{"sort", KEY_SORT, "ORDER", 0, "oldest, newest or confidence", 0}, QUERY | DISPUTES},
    {{"count-by", KEY_COUNT_BY, "FIELD", 0,
      "how many there are by speaker, code, addressee, act, quote, outlet, chain, class, "
      "instrument, "
      "day, month or year",
      0},
     QUERY},
};
enum { OPTION_COUNT = sizeof known_options / sizeof *known_options };

static int find_word(const char *const *words, const char *word)
{
    for (int i = 0; words[i]; i++)
        if (strcmp(words[i], word) == 0)
            return i;
    return -1;
}

bool settings_take_form(settings *s, onr_str name)
{
    static const char *const forms[] = {"auto", "html", "page", "article", NULL};
    char word[16] = "auto";
    if (name.len > 0)
        snprintf(word, sizeof word, "%.*s", (int)name.len, name.data);
    int form = find_word(forms, word);
    s->kind = intake_kind_called(word);
    s->detect = form == 0;
    s->form = form < 0 ? ONR_FORM_AUTO : (onr_form)form;
    return form >= 0 || s->kind;
}

static void read_form(settings *s, const char *arg, struct argp_state *state)
{
    s->as = arg;
    if (!settings_take_form(s, str_of(arg)))
        wrong_usage(state, "--as %s: give auto, html, page, article, " AS_KINDS, arg);
}

static const char *read_queue(const char *arg, struct argp_state *state)
{
    if (!queue_kind_of(arg))
        wrong_usage(state,
                    "--queue %s: give nats://HOST or postgresql://HOST/DATABASE; this program"
                    " was built for %s",
                    arg, queue_kinds);
    return arg;
}

static const export_format *next_format(const command *self, size_t *at)
{
    const export_format *format;
    while ((format = export_format_at((*at)++)) && !self->writes(format))
        ;
    return format;
}

/* "text (for people), json (one object a line)" */
static void list_formats(char *out, size_t size, const command *self)
{
    size_t at = 0, len = 0;
    const export_format *format;
    while (len < size && (format = next_format(self, &at)))
        len += (size_t)snprintf(out + len, size - len, "%s%s (%s)", len ? ", " : "", format->name,
                                format->about);
}

static void read_format(settings *s, const char *arg, struct argp_state *state)
{
    size_t at = 0;
    const export_format *format = NULL;
    if (!s->command->writes && strcmp(arg, "conllu") == 0)
        return;
    /* The word for it before 0.2. */
    if (strcmp(arg, "json") == 0)
        arg = "jsonl";
    while (s->command->writes && (format = next_format(s->command, &at)))
        if (strcmp(arg, format->name) == 0) {
            s->format = format;
            return;
        }
    wrong_usage(state, "--format %s is not written by this command", arg);
}

/* What several pages tell is asked of jsonl, which has no tables; ONR_LINK_KINDS: it is not. */
static onr_link_kind told_by(const settings *s)
{
    static const char *const kinds[] = {
        [ONR_LINK_COPY] = "copies",      [ONR_LINK_UTTERANCE] = "utterances",
        [ONR_LINK_EVENT] = "events",     [ONR_LINK_INSTRUMENT] = "instruments",
        [ONR_LINK_DISPUTE] = "disputes", [ONR_LINK_KINDS] = NULL};
    bool asked =
        s->command->bit == EXPORT && s->style.what && strcmp(s->format->name, "jsonl") == 0;
    int kind = asked ? find_word(kinds, s->style.what) : -1;
    return kind < 0 ? ONR_LINK_KINDS : (onr_link_kind)kind;
}

static long read_number(const char *arg, long least, long most, const char *option,
                        struct argp_state *state)
{
    char *end;
    errno = 0;
    long n = strtol(arg, &end, 10);
    if (errno || end == arg || *end || n < least || n > most)
        wrong_usage(state, "%s %s: give a number from %ld to %ld", option, arg, least, most);
    return n;
}

static void take_actors(settings *s, const char *arg, struct argp_state *state)
{
    if (s->actor_count == MOST_VALUES)
        wrong_usage(state, "--actors: %d files at most; put more into the folder of --codebook",
                    MOST_VALUES);
    s->actors[s->actor_count++] = arg;
}

/* "lint" and what to look at. */
static void take_dictionaries(settings *s, struct argp_state *state)
{
    if (s->file_count == 0 || strcmp(s->files[0], "lint") != 0)
        wrong_usage(state, "say what to do: onrecord dict lint PATH...");
    if (s->file_count == 1)
        wrong_usage(state, "name a dictionary, or a folder of dictionaries");
    s->files++;
    s->file_count--;
}

static long read_count(const char *arg, long most, const char *option, struct argp_state *state)
{
    return read_number(arg, 1, most, option, state);
}

static float read_share(const char *arg, const char *option, struct argp_state *state)
{
    char *end;
    float share = strtof(arg, &end);
    if (end == arg || *end || !(share >= 0 && share <= 1))
        wrong_usage(state, "%s %s: give a number from 0 to 1", option, arg);
    return share;
}

/* Whether pages come through a pipe, line by line or record by record. */
static bool is_filter(const settings *s)
{
    return s->as && (strcmp(s->as, "jsonl") == 0 || strcmp(s->as, "warc") == 0) &&
           s->file_count == 1 && strcmp(s->files[0], "-") == 0;
}

/* Where none was asked for: the command's first, or of a filter the first that programs read. */
static void choose_format(settings *s)
{
    size_t at = 0;
    if (s->format || !s->command->writes)
        return;
    s->format = next_format(s->command, &at);
    while (is_filter(s) && s->format->for_people)
        s->format = next_format(s->command, &at);
}

/* What is asked of a form that cannot give it. */
static void check_style(settings *s, struct argp_state *state)
{
    const export_format *f = s->format;
    bool tells = s->command->bit == EXPORT && strcmp(f->name, "jsonl") == 0;
    s->told = told_by(s);
    if (s->style.what && s->told == ONR_LINK_KINDS &&
        !(f->tables && str_listed(str_of(s->style.what), f->tables)))
        wrong_usage(state, "--what %s: --format %s has %s", s->style.what, f->name,
                    f->tables ? f->tables
                    : tells   ? "utterances|copies|disputes|events|instruments"
                              : "one table alone");
    if (s->style.spreadsheet && !str_listed(str_of(f->name), "csv|tsv|gdelt|polecat"))
        wrong_usage(state, "--spreadsheet: no table is --format %s; give csv or tsv", f->name);
    if (s->style.no_text && f->needs_text)
        wrong_usage(state, "--no-text: nothing is left of --format %s without the text", f->name);
}

static onr_str read_date(const char *arg, struct argp_state *state)
{
    onr_str text = str_of(arg);
    if (!is_edtf_date(text))
        wrong_usage(state, "\"%s\" is no date: write 2026-02-19, 2026-02 or 2026", arg);
    return text;
}

static onr_sort read_sort(const char *arg, struct argp_state *state)
{
    static const char *const orders[] = {"oldest", "newest", "confidence", NULL};
    int order = find_word(orders, arg);
    if (order < 0)
        wrong_usage(state, "--sort %s: give oldest, newest or confidence", arg);
    return (onr_sort)order;
}

static onr_count_by read_count_by(const char *arg, struct argp_state *state)
{
    char all[200] = "";
    size_t used = 0;
    for (int by = 0; by < ONR_COUNT_BY_COUNT; by++) {
        const char *name = onr_count_by_name((onr_count_by)by);
        if (strcmp(arg, name) == 0)
            return (onr_count_by)by;
        used += (size_t)snprintf(all + used, sizeof all - used, "%s%s", by ? ", " : "", name);
    }
    wrong_usage(state, "--count-by %s: give %s", arg, all);
    return ONR_COUNT_BY_COUNT;
}

/* To SQLite ":memory:" is no file, and "file:" begins an address: told by their folder, they are.
 */
static void take_store(settings *s, const char *name, struct argp_state *state)
{
    bool told = *name != ':' && strncmp(name, "file:", 5) != 0;
    int len = snprintf(s->store_name, sizeof s->store_name, "%s%s", told ? "" : "./", name);
    if (len <= 0 || (size_t)len >= sizeof s->store_name)
        wrong_usage(state, "a store's name has 1 to %zu bytes", sizeof s->store_name - 1);
    s->store = s->store_name;
}

static void check_queue(settings *s, struct argp_state *state)
{
    if (!s->queue)
        wrong_usage(state, "name the queue: --queue ADDRESS");
    if (s->command->bit == WORK && !s->store && store_is_address(s->queue))
        take_store(s, s->queue, state);
    if (s->command->bit == WORK && !s->store)
        wrong_usage(state, "name the store: --store STORE");
}

/* What the options have left over: the store, then the files, else standard input. */
static void take_files(settings *s, struct argp_state *state)
{
    static char dash[] = "-";
    static char *standard_input[] = {dash};
    s->files = state->argv + state->next;
    s->file_count = state->argc - state->next;
    state->next = state->argc;
    if (s->command->bit & STORES) {
        if (s->file_count == 0 || s->files[0][0] == '\0')
            wrong_usage(state, "name the store");
        take_store(s, s->files[0], state);
        s->files++;
        s->file_count--;
    }
    if (s->command->bit == ADD && s->file_count == 0 && !s->list)
        wrong_usage(state, "name the files to add");
    if (s->command->bit == UNLINK && (s->file_count < 1 || s->file_count > 2))
        wrong_usage(state, "name two reports, PAGE.S1 PAGE.S2, or an entity, PAGE.E1");
    if (s->command->bit == REMOVE && s->file_count == 0)
        wrong_usage(state, "name the pages to remove");
    if (s->command->bit & (ASKS | SERVE) && s->file_count > 0)
        wrong_usage(state, "one store at a time");
    if (s->command->bit == SHOW && s->file_count == 0)
        wrong_usage(state, "name what to show, as answers are called: 17.S3");
    if (s->command->bit == COMPLETION && s->file_count != 1)
        wrong_usage(state, "name the shell: bash, zsh or fish");
    if (s->command->bit == DICT)
        take_dictionaries(s, state);
    if (s->command->bit & (ENQUEUE | WORK))
        check_queue(s, state);
    if (s->command->bit & (DOCTOR | WORK) && s->file_count > 0)
        wrong_usage(state, "it takes no files");
    if (s->command->bit == KNOWLEDGE && s->file_count == 0)
        wrong_usage(state, "give a name: onrecord knowledge \"Angela Merkel\"");
    if (s->command->bit & (READ | EXTRACT | PARSE | REPORT) && s->file_count == 0 && !s->list) {
        s->files = standard_input;
        s->file_count = 1;
    }
}

static error_t read_option(int key, char *arg, struct argp_state *state)
{
    settings *s = state->input;
    switch (key) {
    case KEY_AS: read_form(s, arg, state); return 0;
    case KEY_FORMAT: read_format(s, arg, state); return 0;
    case KEY_URL: s->given.url = str_of(arg); return 0;
    case KEY_DATE: s->given.date = read_date(arg, state); return 0;
    case KEY_MODEL: s->model = arg; return 0;
    case 'j': s->workers = read_count(arg, 256, "-j", state); return 0;
    case 'r': s->recursive = true; return 0;
    case KEY_REPLACE: s->replace = true; return 0;
    case KEY_UPDATE: s->update = true; return 0;
    case KEY_UNORDERED: s->unordered = true; return 0;
    case KEY_RESUME: s->resume = arg; return 0;
    case KEY_LIST: s->list = arg; return 0;
    case KEY_QUEUE: s->queue = read_queue(arg, state); return 0;
    case KEY_STORE: take_store(s, arg, state); return 0;
    case KEY_MEMORY: s->page_memory = read_count(arg, 1 << 20, "--page-memory", state); return 0;
    case KEY_SECONDS: s->page_seconds = read_count(arg, 1 << 20, "--page-seconds", state); return 0;
    case KEY_DEPTH:
        s->bounds.depth = (uint32_t)read_count(arg, 4096, "--page-depth", state);
        return 0;
    case KEY_WORDS:
        s->bounds.sentence_words = (uint32_t)read_count(arg, 256, "--sentence-words", state);
        return 0;
    case KEY_RATIO:
        s->bounds.unfold_ratio = (uint32_t)read_count(arg, 1 << 16, "--unfold-ratio", state);
        return 0;
    case KEY_ACTORS: take_actors(s, arg, state); return 0;
    case KEY_CODEBOOK: s->codebook = arg; return 0;
    case KEY_TOKENIZED: s->tokenized = true; return 0;
    case KEY_SPREADSHEET: s->style.spreadsheet = true; return 0;
    case 'o': s->output = arg; return 0;
    case KEY_PORT: s->port = read_number(arg, 0, 65535, "--port", state); return 0;
    case KEY_WHAT: s->style.what = arg; return 0;
    case KEY_NO_TEXT: s->style.no_text = true; return 0;
    case KEY_ALL: s->style.text.all = true; return 0;
    case KEY_BYTES: s->style.text.bytes = true; return 0;
    case KEY_MIN_CONFIDENCE: s->style.least = read_share(arg, "--min-confidence", state); return 0;
    case KEY_SORT: s->question.sort = read_sort(arg, state); return 0;
    case KEY_COUNT_BY: s->count_by = read_count_by(arg, state); return 0;
    case ARGP_KEY_INIT:
        if (s->command->bit & ASKS)
            state->child_inputs[0] = s;
        return 0;
    case ARGP_KEY_ARGS:
    case ARGP_KEY_NO_ARGS: take_files(s, state); return 0;
    case ARGP_KEY_SUCCESS:
        choose_format(s);
        check_style(s, state);
        return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

onr_arena *settings_arena(const settings *s)
{
    onr_arena *arena = onr_arena_new((size_t)s->page_memory << 20);
    if (arena)
        onr_arena_bound(arena, s->bounds);
    return arena;
}

/* The options of the table that `self` takes, and where it asks questions, theirs. */
bool settings_option(struct argp_option *out, const command *self, size_t index)
{
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if (known_options[i].taken_by & self->bit && index-- == 0) {
            *out = known_options[i].option;
            if (!out->doc)
                out->doc = "the form of output";
            return true;
        }
    for (const struct argp_option *at = question_options.options;
         self->bit & ASKS && (at->name || at->doc); at++)
        if (at->name && index-- == 0) {
            *out = *at;
            return true;
        }
    return false;
}

void settings_read(settings *out, const command *self, int argc, char **argv)
{
    struct argp_option taken[OPTION_COUNT + 1] = {0};
    char formats[800] = "";
    size_t count = 0;
    if (self->writes)
        list_formats(formats, sizeof formats, self);
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if (known_options[i].taken_by & self->bit) {
            taken[count] = known_options[i].option;
            if (!taken[count].doc)
                taken[count].doc = formats;
            count++;
        }
    const struct argp_child questions[] = {{&question_options, 0, NULL, 0}, {0}};
    const struct argp argp = {.options = taken,
                              .parser = read_option,
                              .args_doc = self->arguments,
                              .doc = self->about,
                              .children = self->bit & ASKS ? questions : NULL};
    *out = (settings){.command = self,
                      .detect = self->bit != PARSE,
                      .model = self->model,
                      .count_by = ONR_COUNT_BY_COUNT,
                      .workers = 1,
                      .port = 8377,
                      .page_memory = 1024,
                      .page_seconds = 600};
    /* Wrong arguments end the program. */
    check_spelling(self, argc, argv);
    if (argp_parse(&argp, argc, argv, 0, NULL, out) != 0) {
        fputs("onrecord: no memory for the options; free some memory\n", stderr);
        exit(EXIT_USAGE);
    }
}
