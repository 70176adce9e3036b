/*
 * The pieces of an article before its text is laid out, and the steps that make them. Helpers for
 * text that prose/ and metadata/ share.
 */
#ifndef ONR_SRC_ARTICLE_PARTS_H
#define ONR_SRC_ARTICLE_PARTS_H

#include "base/arena.h"
#include "base/str.h"
#include "base/text.h"
#include "onrecord/article.h"

/* A block to be: its text, white space folded, and where the page has it. */
typedef struct part {
    onr_block_kind kind;
    onr_str text;
    onr_span bytes;
} part;

typedef list(part) parts;
typedef list(onr_str) str_list;

/* Whether a text holds words, small and capital ASCII letters alike. */
bool holds_nocase(onr_str text, onr_str words);
/* Whether a line belongs to the page and not to the article: "Also read", "Ads by …". */
bool is_furniture(onr_str line);
/* Whether a line only says that an article goes on below it: "Advertisement", "Story continues
 * below". */
bool is_interruption(onr_str line);
bool is_byline(onr_str line);
/* "Sources: A, B" gives A and B; false where the line is no such one. */
bool sources_read(str_list *out, onr_str line, onr_arena *arena);
/* The parts between commas, trimmed, empty ones left out. */
void commas_split(str_list *out, onr_str text, onr_arena *arena);

/* of prose/model.h */
struct judge_model;
struct judge_hints;

/* The article of an HTML page, without its title, as `model` judges it. */
void prose_find(parts *out, str_list *sources, const onr_page *page,
                const struct judge_hints *hints, const struct judge_model *model, onr_arena *arena);
/*
 * The whole way of an HTML page: its metadata into `article`, title and prose into `out`. The
 * trainer measures models by this function, so that its figures are those of a user.
 */
void article_of_html(parts *out, onr_article *article, const onr_page *page, onr_str url,
                     const struct judge_model *model, onr_arena *arena);
/* The description in an HTML page's `meta` elements; empty where there is none. */
onr_str prose_description(const onr_page *page);
/* The article of a page saved as text, its title first; fills what the lines say of it. */
void saved_find(parts *out, onr_article *article, const onr_page *page,
                const struct judge_model *model, onr_arena *arena);
/*
 * What an HTML page from `url` (may be empty) says about itself; its title, with where the page
 * shows it, and its JSON-LD's text of the article, as parts.
 */
void meta_find(onr_article *out, part *title, part *body, const onr_page *page, onr_str url,
               onr_arena *scratch, onr_arena *arena);

/* The first day that a text names, as EDTF; empty where none or none that exists. */
onr_str date_find(onr_str text, onr_arena *arena);

#endif
