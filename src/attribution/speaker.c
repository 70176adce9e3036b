#include "attribution/speaker.h"

#include <string.h>

#include "attribution/grammar.h"
#include "attribution/phrases.h"
#include "base/span.h"
#include "base/str.h"
#include "language/walk.h"

/* The clause about a noun that the cue stands in, by its head word; or -1. */
static int32_t clause_about(const finder *f, int32_t cue)
{
    for (int32_t at = cue, steps = 0; at >= 0 && steps < 16; at = word_at(f, at)->head, steps++)
        if (word_at(f, at)->relation == ONR_ACL)
            return at;
    return -1;
}

/* "A deal between Karst, which …": the name right before the comma, where it is somebody who the
 * pronoun may stand for; or -1. */
static int32_t name_before(const finder *f, int32_t pronoun)
{
    int32_t name = pronoun - 2;
    if (name < 0 || !str_is(word_at(f, name + 1)->form, ",") ||
        word_at(f, name)->sentence != word_at(f, pronoun)->sentence)
        return -1;
    while (word_at(f, name)->relation == ONR_FLAT && word_at(f, name)->head >= 0)
        name = word_at(f, name)->head;
    int32_t e = onr_entities_of_word(f->entities, name);
    if (e == ONR_NO_ENTITY)
        return -1;
    bool person = f->entities->items[e].kind == ONR_ENTITY_PERSON;
    return person == str_listed(word_at(f, pronoun)->form, "who|whom") ? name : -1;
}

/* The first of two nouns that "and" joins without a comma, of which `noun` is the second; else
 * itself: "Karst and Sylvania, which hoped". */
static int32_t first_of_pair(const finder *f, int32_t noun)
{
    int32_t joins = phrase_child(f, noun, ONR_CC), first = word_at(f, noun)->head;
    bool pair = word_at(f, noun)->relation == ONR_CONJ && joins > 0 && first >= 0 &&
                str_is(word_at(f, joins)->form, "and") && !str_is(word_at(f, joins - 1)->form, ",");
    return pair && first < joins ? first : noun;
}

/* "Parted Karst, which built the dam, from Sylvania, which": whether a comma and a preposition part
 * the noun from the name, which then is no part of it, whatever the tree says. */
static bool is_parted(const finder *f, int32_t noun, int32_t name)
{
    for (int32_t i = noun + 1; i + 1 < name; i++)
        if (str_is(word_at(f, i)->form, ",") && word_at(f, i + 1)->upos == ONR_ADP)
            return true;
    return false;
}

/* "Karst, not Ostrava": whether the second of two is who is not meant. */
static bool is_left_out(const finder *f, int32_t noun, int32_t second)
{
    return word_at(f, second)->relation == ONR_CONJ && word_at(f, second)->head == noun &&
           walk_child_listed(f->text, second, "not") >= 0;
}

/* What "who", "which" or "that" stands for, or -1. */
static int32_t antecedent(const finder *f, int32_t cue, int32_t pronoun)
{
    int32_t clause = clause_about(f, cue), noun = clause >= 0 ? word_at(f, clause)->head : -1;
    int32_t name = noun >= 0 ? name_before(f, pronoun) : -1;
    /* a noun that the name is no part of stands too far away */
    if (name >= 0 && !is_left_out(f, noun, name) &&
        (phrase_entity(f, noun) == ONR_NO_ENTITY || !walk_within(f->text, name, noun) ||
         is_parted(f, noun, name)))
        noun = name;
    return noun >= 0 ? first_of_pair(f, noun) : -1;
}

/* The first of those who are joined, of whom the model took the last ones alone; or what they all
 * have issued: "a statement by Karst, Sylvania and Ostrava". */
static int32_t first_of_joined(const finder *f, int32_t head, int32_t cue)
{
    int32_t up = head, whose;
    while (word_at(f, up)->relation == ONR_CONJ) {
        int32_t above = word_at(f, up)->head;
        if (above < 0 || above >= up)
            return head;
        up = above;
        if (up < cue && word_at(f, up)->head == cue)
            return up;
    }
    whose = up != head && word_at(f, up)->relation == ONR_NMOD ? word_at(f, up)->head : -1;
    bool speaks = whose >= 0 && whose < cue && word_at(f, whose)->head == cue &&
                  word_at(f, whose)->relation == ONR_NSUBJ;
    return speaks ? whose : head;
}

/* The noun phrase of `head` without the clause that the cue stands in, its preposition, what joins
 * it to those before, and what else is joined to it or said about it behind the clause: "Karst,
 * which hoped, and Sylvania, which feared". */
static onr_spans phrase_without(const finder *f, int32_t head, int32_t cue)
{
    enum { MOST_CUTS = 8 };
    int32_t clause = clause_about(f, cue), cuts[MOST_CUTS] = {clause};
    size_t count = clause >= 0; /* which may be hung on another of the phrase's words */
    for (int32_t c = walk_first(f->text, head); c >= 0 && count < MOST_CUTS;
         c = walk_next(f->text, c)) {
        onr_relation way = word_at(f, c)->relation;
        bool behind = clause >= head && c > clause && (way == ONR_CONJ || way == ONR_ACL);
        bool tells = way == ONR_NSUBJ || way == ONR_EXPL ||
                     way == ONR_COP; /* "Karst was the only one that" */
        bool other = is_left_out(f, head, c);
        if (c != clause && (behind || tells || other || way == ONR_CASE || way == ONR_CC))
            cuts[count++] = c;
    }
    return walk_spans(f->text, head, cuts, count, f->arena);
}

onr_spans speaker_antecedent(const finder *f, int32_t cue, int32_t pronoun)
{
    int32_t noun = antecedent(f, cue, pronoun);
    return noun >= 0 && noun < pronoun ? phrase_without(f, noun, cue) : (onr_spans){0};
}

/* "Karst hits back: Demands an inquiry": right behind a headline's colon, the verb's subject is
 * that of the clause before; else -1. */
static int32_t subject_before_colon(const finder *f, int32_t cue)
{
    const onr_word *w = word_at(f, cue);
    bool finite = str_listed(w->xpos, "VBZ|VBD|VBP");
    if (!finite || w->relation != ONR_PARATAXIS || w->head < 0 || w->head >= cue ||
        !str_is(word_at(f, cue - 1)->form, ":") || phrase_child(f, cue, ONR_NSUBJ) >= 0)
        return -1;
    return phrase_child(f, w->head, ONR_NSUBJ);
}

/* "The text was changed to call for aid", "the pact asks for aid and, as changed, “calls for
 * more”": the text that the clause before is about, which the infinitive or the second verb goes on
 * from; else -1. */
static int32_t text_before(const finder *f, int32_t cue)
{
    static const char texts[] = "resolution|text|draft|document|letter|statement|declaration|pact|"
                                "treaty|agreement|law|bill|plan|report|communique|motion|amendment";
    const onr_word *w = word_at(f, cue);
    bool second = w->relation == ONR_CONJ && str_listed(w->xpos, "VBZ|VBD|VBP");
    bool aim = (w->relation == ONR_ADVCL || w->relation == ONR_XCOMP) &&
               walk_child_listed(f->text, cue, "to") >= 0;
    if (w->upos != ONR_VERB || !(second || aim) || w->head < 0 || w->head > cue)
        return -1;
    int32_t text = phrase_child(f, w->head, ONR_NSUBJ);
    return text >= 0 && text < cue && str_listed(word_at(f, text)->lemma, texts) ? text : -1;
}

/* "The Danish claim", "a UN claim": whose it is by a word before it, else -1. */
static int32_t owner_of(const finder *f, int32_t cue)
{
    static const onr_relation ways[] = {ONR_AMOD, ONR_COMPOUND};
    if (word_at(f, cue)->upos != ONR_NOUN)
        return -1;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        for (int32_t c = phrase_child(f, cue, ways[i]); c >= 0;
             c = walk_child(f->text, cue, ways[i], c))
            if (onr_entities_of_word(f->entities, c) != ONR_NO_ENTITY)
                return c;
    return -1;
}

/* "Convinced that it would fail, Lund left": whom a sentence's first words are about; else -1. Of
 * "asked", "told" and most participles he is no speaker. */
static int32_t about_whom(const finder *f, int32_t cue)
{
    const onr_word *w = word_at(f, cue);
    bool first = cue == 0 || word_at(f, cue - 1)->sentence != w->sentence;
    bool feels = str_listed(w->xpos, "VBG|JJ") ||
                 str_listed(w->form, "convinced|worried|concerned|alarmed|determined|persuaded|"
                                     "frustrated|angered|dismayed|outraged");
    if (!first || !feels || w->relation != ONR_ADVCL || w->head < cue ||
        phrase_child(f, cue, ONR_NSUBJ) >= 0)
        return -1;
    return phrase_child(f, w->head, ONR_NSUBJ);
}

/* "“Who pays?” Orr asked": the subject of who asks, where the model took it for what is asked; else
 * -1. */
static int32_t asker(const finder *f, int32_t cue)
{
    bool asks = str_is(word_at(f, cue)->lemma, "ask") && word_at(f, cue)->upos == ONR_VERB;
    int32_t subject = asks ? phrase_child(f, cue, ONR_NSUBJ) : -1;
    return subject >= 0 && !str_is(word_at(f, subject)->subtype, "pass") ? subject : -1;
}

/* "Which praised the bridge": the pronoun that the model took for nothing, or -1. */
static int32_t relative_subject(const finder *f, int32_t cue)
{
    int32_t subject = phrase_child(f, cue, ONR_NSUBJ);
    bool relative = subject >= 0 && str_listed(word_at(f, subject)->xpos, "WP|WDT") &&
                    str_listed(word_at(f, subject)->form, "who|which|that") &&
                    clause_about(f, cue) == cue && !str_is(word_at(f, subject)->subtype, "pass");
    return relative ? subject : -1;
}

/* "A leaflet that called them thieves": whether the noun right before the pronoun speaks, and who
 * the model took to is no word of its phrase. */
static bool is_told_before(const finder *f, int32_t cue, int32_t pronoun, int32_t taken)
{
    int32_t noun = antecedent(f, cue, pronoun);
    return taken >= 0 && taken < pronoun && noun == pronoun - 1 &&
           !walk_within(f->text, taken, noun) && !walk_within(f->text, noun, taken);
}

/* "It was Karst, not Ostrava, that asked": whether the model took who did not ask. */
static bool is_not_meant(const finder *f, int32_t cue, int32_t pronoun, int32_t taken)
{
    int32_t noun = taken >= 0 ? antecedent(f, cue, pronoun) : -1;
    return noun >= 0 && is_left_out(f, noun, taken);
}

/* Whether a preposition leads to word `end` from one of those from `from` on. */
static bool has_preposition(const finder *f, int32_t from, int32_t end)
{
    for (int32_t i = from; i < end; i++)
        if (word_at(f, i)->upos == ONR_ADP)
            return true;
    return false;
}

/* Whether a person's name that begins at `first` is what the words of the phrase before it lead up
 * to: "press secretary Rear Adm. Jan Moe", "the head of the union, Jan Moe", "a director at the
 * Lake Foundation Jan Moe"; not "a friend of Jan Moe", nor "Ida Lund and Jan Moe". */
static bool is_led_up_to(const finder *f, int32_t from, int32_t first)
{
    int32_t before = first - 1;
    if (before >= from && f->reading.name[before])
        return f->reading.name[before] != ONR_NAME_PERSON + 1;
    while (before >= from && word_at(f, before)->upos == ONR_PROPN && !f->reading.name[before])
        before--;
    if (before < from || str_is(word_at(f, before)->form, ","))
        return true;
    return word_at(f, before)->upos == ONR_NOUN && !has_preposition(f, from, before);
}

static bool names_person(const finder *f, int32_t i)
{
    return f->reading.name[i] == ONR_NAME_PERSON + 1;
}

/* Whom the words of a name mean that begins at `first`; ONR_NO_ENTITY: nobody. Sets where it ends.
 */
static int32_t meant_by_name(const finder *f, int32_t first, int32_t *end)
{
    int32_t count = (int32_t)f->text->word_count, e = ONR_NO_ENTITY;
    for (*end = first; *end < count && names_person(f, *end); ++*end)
        if (e == ONR_NO_ENTITY)
            e = onr_entities_of_word(f->entities, *end);
    return e;
}

/* The one person whom the words of a speaker name as who speaks; ONR_NO_ENTITY: nobody, or several.
 * The tree is not asked: of long titles before a name it is often wrong. */
static int32_t person_named(const finder *f, onr_span phrase)
{
    int32_t from = (int32_t)onr_text_word_from(f->text, phrase.start), found = ONR_NO_ENTITY;
    int32_t count = (int32_t)f->text->word_count, end;
    for (int32_t i = from; i < count && word_at(f, i)->span.end <= phrase.end; i = end) {
        int32_t e = meant_by_name(f, i, &end);
        end = end > i ? end : i + 1;
        if (!names_person(f, i) || e == ONR_NO_ENTITY) /* a title may be taken for a name */
            continue;
        bool goes_on = end < count &&
                       (str_is(word_at(f, end)->xpos, "POS") || word_at(f, end)->upos == ONR_CCONJ);
        bool other = found != ONR_NO_ENTITY && e != found;
        if (goes_on || other || f->entities->items[e].kind != ONR_ENTITY_PERSON ||
            !is_led_up_to(f, from, i))
            return ONR_NO_ENTITY;
        found = e;
    }
    return found;
}

/* Whom the phrase begins with, where its tree leads to nobody: "The Lund Forum, made up of former
 * officers"; ONR_NO_ENTITY: nobody. */
static int32_t begins_with(const finder *f, onr_span phrase)
{
    int32_t count = (int32_t)f->text->word_count;
    for (int32_t i = (int32_t)onr_text_word_from(f->text, phrase.start);
         i < count && word_at(f, i)->span.end <= phrase.end; i++) {
        int32_t e = onr_entities_of_word(f->entities, i);
        if (word_at(f, i)->upos != ONR_PROPN && word_at(f, i)->upos != ONR_DET)
            break;
        if (e != ONR_NO_ENTITY)
            return e;
    }
    return ONR_NO_ENTITY;
}

/* The clause about `head` that holds a statement of its own, by its verb, which is the cue: "Varga,
 * whom the judge called a thief, vowed"; or -1. */
static int32_t clause_with_cue(const finder *f, int32_t head, int32_t cue)
{
    enum { LOOK_BACK = 4 };
    for (size_t i = f->drafts.count, n = 0; i-- > 0 && n < LOOK_BACK; n++) {
        const draft *d = &f->drafts.items[i];
        const onr_word *w = word_at(f, d->cue);
        bool about = str_is(w->subtype, "relcl") || str_is(w->xpos, "VBN");
        if (w->relation == ONR_ACL && about && w->head == head && d->cue < cue &&
            d->sure.outside >= d->least.outside)
            return d->cue;
    }
    return -1;
}

/* "Togo and Benin, which feared it": whoever speaks ends before the clause that his own cue is in,
 * whatever the tree says. */
static onr_spans end_before_cue(const finder *f, onr_spans speaker, int32_t cue)
{
    if (!spans_hold(speaker, word_at(f, cue)->span))
        return speaker;
    int32_t first = (int32_t)onr_text_word_from(f->text, speaker.items[0].start), from = cue;
    while (from > first && !str_listed(word_at(f, from)->form, "who|which|that"))
        from--;
    if (from <= first)
        return speaker;
    if (str_is(word_at(f, from - 1)->form, ","))
        from--;
    onr_span behind = {word_at(f, from)->span.start, speaker.items[speaker.count - 1].end};
    return phrase_leave_out(f, speaker, behind);
}

/* "In May the abbey": the time that a clause opens with is no part of who speaks behind it. */
static onr_spans begin_behind_time(const finder *f, onr_spans speaker, int32_t head)
{
    static const char months[] = "January|February|March|April|May|June|July|August|September|"
                                 "October|November|December";
    int32_t time = phrase_child(f, head, ONR_NMOD);
    bool opens = time >= 0 && time < head && speaker.count == 1 &&
                 (f->reading.name[time] == ONR_NAME_DATE + 1 ||
                  str_listed(word_at(f, time)->form, months)) &&
                 walk_child_listed(f->text, time, "in|on|since|by|In|On|Since|By") >= 0 &&
                 spans_hold(speaker, word_at(f, time)->span);
    return opens ? phrase_of_span(
                       f, (onr_span){word_at(f, time + 1)->span.start, speaker.items[0].end})
                 : speaker;
}

/* "According to people who know it, representing a third of all": what is told of what is said is
 * no word of who says it. */
static onr_spans end_before_participle(const finder *f, onr_spans speaker, int32_t cue)
{
    if (!str_listed(word_at(f, cue)->form, "according") || speaker.count != 1)
        return speaker;
    int32_t first = (int32_t)onr_text_word_from(f->text, speaker.items[0].start);
    int32_t end = (int32_t)onr_text_word_from(f->text, speaker.items[0].end);
    for (int32_t i = first + 1; i + 1 < end; i++)
        if (str_is(word_at(f, i)->form, ",") && str_is(word_at(f, i + 1)->xpos, "VBG") &&
            !str_listed(word_at(f, i + 1)->form, "including|excluding"))
            return phrase_of_span(f,
                                  (onr_span){speaker.items[0].start, word_at(f, i - 1)->span.end});
    return speaker;
}

/* The clause about a word of the speaker that the cue stands in, the outermost by its head; or -1.
 */
static int32_t clause_around(const finder *f, onr_spans speaker, int32_t cue)
{
    enum { MOST_STEPS = 16 };
    int32_t found = -1;
    for (int32_t at = cue, steps = 0; at >= 0 && steps < MOST_STEPS; steps++) {
        const onr_word *w = word_at(f, at);
        bool about = str_is(w->subtype, "relcl") || str_is(w->xpos, "VBN");
        if (w->relation == ONR_ACL && about && w->head >= 0 &&
            spans_hold(speaker, word_at(f, w->head)->span))
            found = at;
        at = w->head;
    }
    return found;
}

/* Leaves a clause out, with the comma before it. */
static onr_spans without_clause(const finder *f, onr_spans speaker, int32_t clause)
{
    onr_spans all = phrase_of_tree(f, clause, -1);
    if (all.count == 0)
        return speaker;
    onr_span cut = {all.items[0].start, all.items[all.count - 1].end};
    while (cut.start > 0 && strchr(", ", f->text->text.data[cut.start - 1]))
        cut.start--;
    return phrase_leave_out(f, speaker, cut);
}

void speaker_leave_out_clauses(finder *f)
{
    enum { WINDOW = 4 };
    for (size_t i = 0; i < f->drafts.count; i++)
        for (size_t k = i + 1; k < f->drafts.count && k <= i + WINDOW; k++) {
            onr_spans *speaker = &f->drafts.items[i].statement.speaker;
            const draft *inner = &f->drafts.items[k];
            bool holds = spans_hold(*speaker, word_at(f, inner->cue)->span) &&
                         inner->sure.outside >= inner->least.outside;
            int32_t clause = holds ? clause_around(f, *speaker, inner->cue) : -1;
            if (clause >= 0)
                *speaker = without_clause(f, *speaker, clause);
        }
}

int32_t speaker_making(const finder *f, int32_t cue)
{
    const onr_word *w = word_at(f, cue);
    bool made =
        w->upos == ONR_NOUN && w->relation == ONR_OBJ && w->head >= 0 &&
        str_listed(word_at(f, w->head)->lemma, "make|issue|voice|raise|express|deliver|launch");
    return made ? w->head : -1;
}

/* "The text makes no new call for aid": who makes what the cue names; or -1. */
static int32_t maker_of(const finder *f, int32_t cue)
{
    int32_t verb = speaker_making(f, cue);
    return verb >= 0 ? reading_subject(&f->reading, verb) : -1;
}

/* "Rumours claim", "no one said": nobody's word. */
static bool is_nobody(const finder *f, int32_t head)
{
    const onr_word *w = word_at(f, head);
    return str_listed(w->lemma, "rumor|rumour|speculation|nobody") ||
           (str_is(w->lemma, "one") && walk_child_listed(f->text, head, "no") >= 0);
}

/* "'s" of "the army's chief", which the model took alone: the chief; else the word itself. */
static int32_t owned_by(const finder *f, int32_t head)
{
    int32_t owner =
        head >= 0 && str_is(word_at(f, head)->xpos, "POS") ? word_at(f, head)->head : -1;
    return owner >= 0 && word_at(f, owner)->head >= 0 ? word_at(f, owner)->head : head;
}

/* Who speaks where the model took no words for him, by what the grammar has elsewhere; or -1. */
static int32_t named_elsewhere(const finder *f, int32_t cue, int32_t pronoun)
{
    static int32_t (*const ways[])(const finder *f, int32_t cue) = {
        subject_before_colon, owner_of, text_before, asker, about_whom, maker_of};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        int32_t head = ways[i](f, cue);
        if (head >= 0)
            return head;
    }
    return pronoun >= 0 ? pronoun : grammar_before_quote(f, cue);
}

void speaker_find(const finder *f, onr_statement *s, const finding *g)
{
    int32_t head = phrase_head_of_role(f, g, ROLE_SOURCE);
    s->speaker = phrase_of_role(f, g, ROLE_SOURCE);
    s->speaker_entity = ONR_NO_ENTITY;
    if (owned_by(f, head) != head) {
        head = owned_by(f, head);
        s->speaker = phrase_of_tree(f, head, -1);
    }
    int32_t pronoun = relative_subject(f, g->cue);
    if (pronoun >= 0 && (name_before(f, pronoun) >= 0 || is_told_before(f, g->cue, pronoun, head) ||
                         is_not_meant(f, g->cue, pronoun, head))) {
        head = pronoun; /* whatever the words around it look like */
    } else if (head < 0) {
        head = named_elsewhere(f, g->cue, pronoun);
        s->speaker = phrase_of_tree(f, head, -1);
    }
    if (head < 0)
        return;
    bool relative =
        (word_at(f, head)->upos == ONR_PRON || str_listed(word_at(f, head)->xpos, "WP|WDT")) &&
        str_listed(word_at(f, head)->form, "who|which|that|whom");
    int32_t stands_for = relative ? antecedent(f, g->cue, head) : -1;
    int32_t first = relative ? head : first_of_joined(f, head, g->cue);
    if (first != head) {
        head = first;
        s->speaker = phrase_of_tree(f, head, -1);
    }
    if (stands_for >= 0) {
        head = stands_for;
        s->speaker = phrase_without(f, head, g->cue);
    }
    int32_t about = clause_with_cue(f, head, g->cue);
    if (about >= 0 && spans_hold(s->speaker, word_at(f, about)->span))
        s->speaker = phrase_of_tree(f, head, about);
    s->speaker = end_before_participle(f, end_before_cue(f, s->speaker, g->cue), g->cue);
    s->speaker = begin_behind_time(f, s->speaker, head);
    int32_t named = s->speaker.count == 1 ? person_named(f, s->speaker.items[0]) : ONR_NO_ENTITY;
    s->speaker_entity = named != ONR_NO_ENTITY ? named : phrase_entity(f, head);
    if (s->speaker_entity == ONR_NO_ENTITY && s->speaker.count == 1)
        s->speaker_entity = begins_with(f, s->speaker.items[0]);
    if (is_nobody(f, head))
        s->speaker_entity = ONR_NO_ENTITY;
}
