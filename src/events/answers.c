#include "events/answers.h"

#include "base/str.h"
#include "language/walk.h"

enum { SENTENCES_BACK = 2, STATEMENTS_BACK = 12 };

/* What was said before, by the noun that takes it up, and by whom: whose act was one of these. */
static const struct answerable {
    const char *nouns;
    unsigned acts;
} answerables[] = {
    {"accusation|allegation|charge|claim|criticism|report|complaint|finding|assertion",
     1u << ONR_ACT_ACCUSE | 1u << ONR_ACT_STATE},
    {"proposal|offer|suggestion|invitation|idea|plan", 1u << ONR_ACT_PROPOSE},
    {"demand|call|request|appeal|plea|ultimatum", 1u << ONR_ACT_DEMAND},
    {"threat|warning", 1u << ONR_ACT_THREATEN | 1u << ONR_ACT_WARN},
    {"pledge|promise|assurance|vow", 1u << ONR_ACT_PROMISE},
};

static const char deeds[] = "decision|move|step|measure|action|deployment|ban|verdict|ruling|raid|"
                            "strike|attack|arrest|release";

/* "The", "that" noun that the cue turns to, without a word for whose it is; or -1. */
static int32_t noun_answered(const onr_text *text, int32_t cue)
{
    int32_t noun = walk_child(text, cue, ONR_OBJ, -1);
    int32_t subject = walk_child(text, cue, ONR_NSUBJ, -1);
    if (noun < 0 && subject >= 0 && str_is(text->words[subject].subtype, "pass"))
        noun = subject;
    bool takes_up = noun >= 0 && text->words[noun].upos == ONR_NOUN &&
                    walk_child_listed(text, noun, "the|that|this|these|those") >= 0;
    return takes_up && walk_child(text, noun, ONR_NMOD, -1) < 0 &&
                   walk_child(text, noun, ONR_ACL, -1) < 0 &&
                   walk_child(text, noun, ONR_COMPOUND, -1) < 0
               ? noun
               : -1;
}

static bool is_near(const onr_text *text, onr_spans of, int32_t cue)
{
    size_t word = of.count ? onr_text_word_from(text, of.items[0].start) : text->word_count;
    return word < (size_t)cue &&
           text->words[word].sentence + SENTENCES_BACK >= text->words[cue].sentence;
}

/* The latest of those who said such before the statement, and are not its own speaker. */
static int32_t sayer_before(const places *r, int32_t statement, int32_t cue, unsigned acts)
{
    const onr_statements *all = r->statements;
    int32_t own = all->items[statement].speaker_entity;
    for (int32_t i = statement - 1; i >= 0 && i >= statement - STATEMENTS_BACK; i--) {
        const onr_statement *s = &all->items[i];
        if (is_near(r->text, s->cue, cue) && (acts >> s->act & 1u) &&
            s->speaker_entity != ONR_NO_ENTITY && s->speaker_entity != own)
            return s->speaker_entity;
    }
    return ONR_NO_ENTITY;
}

/* Whether it was done, or will be. */
static bool is_told_as_done(const onr_event *e)
{
    return e->status == ONR_HAPPENED || e->status == ONR_ONGOING || e->status == ONR_PLANNED;
}

/* Who did what is told last before the statement, if another than its speaker. */
static int32_t doer_before(const places *r, const onr_event *last, int32_t statement, int32_t cue)
{
    int32_t own = r->statements->items[statement].speaker_entity;
    return last && is_told_as_done(last) && last->actor_count == 1 && last->actors[0] != own &&
                   is_near(r->text, last->trigger, cue)
               ? last->actors[0]
               : ONR_NO_ENTITY;
}

/* "The army accuses Karst. Karst denies that": whether what is denied is a pronoun, right behind
 * what somebody said of whoever denies it. */
static bool denies_this(const places *r, int32_t statement, int32_t cue)
{
    int32_t what = walk_child(r->text, cue, ONR_OBJ, -1);
    bool this = what > cue && str_listed(r->text->words[what].form, "this|that|it");
    if (!this || r->statements->items[statement].act != ONR_ACT_DENY || statement == 0)
        return false;
    const onr_statement *last = &r->statements->items[statement - 1];
    return last->act == ONR_ACT_ACCUSE && is_near(r->text, last->cue, cue) &&
           last->speaker_entity != ONR_NO_ENTITY;
}

int32_t answers_whom(const places *r, const onr_event *last, int32_t statement, int32_t cue)
{
    const unsigned answers = 1u << ONR_ACT_DENY | 1u << ONR_ACT_REFUSE | 1u << ONR_ACT_ACCUSE |
                             1u << ONR_ACT_PRAISE | 1u << ONR_ACT_AGREE;
    bool is_answer = answers >> r->statements->items[statement].act & 1u;
    if (is_answer && denies_this(r, statement, cue))
        return sayer_before(r, statement, cue, answerables[0].acts);
    int32_t noun = is_answer ? noun_answered(r->text, cue) : -1;
    if (noun < 0)
        return ONR_NO_ENTITY;
    onr_str lemma = r->text->words[noun].lemma;
    for (size_t i = 0; i < sizeof answerables / sizeof *answerables; i++)
        if (str_listed(lemma, answerables[i].nouns))
            return sayer_before(r, statement, cue, answerables[i].acts);
    return str_listed(lemma, deeds) ? doer_before(r, last, statement, cue) : ONR_NO_ENTITY;
}
