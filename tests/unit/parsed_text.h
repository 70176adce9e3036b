/*
 * Small parsed texts for tests: one word a line "form UPOS lemma head relation[:subtype] [name]",
 * head counted from 1 (0: root), name one of P(erson) L(ocation) O(rganisation) N(orp).
 */
#ifndef ONR_TESTS_PARSED_TEXT_H
#define ONR_TESTS_PARSED_TEXT_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "language/walk.h"
#include "tag_names.h"

/* One sentence; `rows` are parted by '\n', `words` is the text itself. */
static onr_text parsed_text(const char *words, const char *rows, onr_arena *arena)
{
    onr_text t = {.text = {words, strlen(words)}};
    onr_word *out = arena_array(arena, onr_word, 100);
    onr_name *names = arena_array(arena, onr_name, 100);
    size_t at = 0;
    for (const char *row = rows; *row; row += strcspn(row, "\n") + (strchr(row, '\n') != NULL)) {
        char form[40], upos[8], lemma[40], relation[24], name[4] = "";
        int head;
        if (sscanf(row, "%39s %7s %39s %d %23s %3[PLON]", form, upos, lemma, &head, relation,
                   name) < 5)
            abort();
        onr_word *w = &out[t.word_count];
        at = str_find(t.text, str_of(form), at);
        w->span = (onr_span){(uint32_t)at, (uint32_t)(at + strlen(form))};
        at = w->span.end;
        w->form = str_slice(t.text, w->span);
        w->lemma = arena_copy(arena, str_of(lemma));
        char *colon = strchr(relation, ':');
        if (colon) {
            w->subtype = arena_copy(arena, (onr_str){colon + 1, strlen(colon + 1)});
            *colon = '\0';
        }
        if (!upos_find(&w->upos, str_of(upos)) || !relation_find(&w->relation, str_of(relation)))
            abort();
        w->head = head - 1;
        if (*name) {
            static const char letters[] = "PLON";
            names[t.name_count++] = (onr_name){(onr_name_kind)(strchr(letters, *name) - letters),
                                               w->span, (uint32_t)t.word_count, 1};
        }
        t.word_count++;
    }
    onr_sentence *s = arena_array(arena, onr_sentence, 1);
    *s = (onr_sentence){.span = {0, (uint32_t)t.text.len}, .word_count = (uint32_t)t.word_count};
    t.words = out;
    t.names = names;
    t.sentences = s;
    t.sentence_count = 1;
    if (!walk_link(&t, arena))
        abort();
    return t;
}

static const char demand_words[] =
    "The Russian Embassy told Izvestia that Moscow wants a guarantee.";
static const char demand_rows[] =
    "The DET the 3 det\nRussian ADJ russian 3 amod N\n"
    "Embassy PROPN Embassy 4 nsubj\ntold VERB tell 0 root\n"
    "Izvestia PROPN Izvestia 4 obj O\nthat SCONJ that 8 mark\n"
    "Moscow PROPN Moscow 8 nsubj L\nwants VERB want 4 ccomp\n"
    "a DET a 10 det\nguarantee NOUN guarantee 8 obj\n. PUNCT . 4 punct";
static const char accuse_words[] = "Kyiv accused Moscow of lying.";
static const char accuse_rows[] = "Kyiv PROPN Kyiv 2 nsubj L\naccused VERB accuse 0 root\n"
                                  "Moscow PROPN Moscow 2 obj L\nof SCONJ of 5 mark\n"
                                  "lying VERB lie 2 advcl\n. PUNCT . 2 punct";

#endif
