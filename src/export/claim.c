/*
 * What is claimed as schema.org's Claim (JSON-LD), a line each: who claims it, where it appeared.
 * Claims are statements that something is so: stated, accused, admitted or warned of, and said in
 * fact. Never a rating: whether they are true is for others to say. A denial is no claim of what it
 * denies, and is left out.
 */
#include <stdio.h>

#include "base/day.h"
#include "base/str.h"
#include "export/members.h"

static bool is_claim(const onr_statement *s)
{
    bool says_so = s->act == ONR_ACT_STATE || s->act == ONR_ACT_ACCUSE || s->act == ONR_ACT_ADMIT ||
                   s->act == ONR_ACT_WARN;
    return says_so && !s->negated && !s->unrealised && s->content.count;
}

static const char *author_type(onr_entity_kind kind)
{
    switch (kind) {
    case ONR_ENTITY_PERSON: return "Person";
    case ONR_ENTITY_STATE:
    case ONR_ENTITY_GOVERNMENT_BODY: return "GovernmentOrganization";
    case ONR_ENTITY_OUTLET: return "NewsMediaOrganization";
    case ONR_ENTITY_COMPANY: return "Corporation";
    default: return "Organization";
    }
}

static void put_author(json_writer *w, const onr_record *record, const onr_statement *s)
{
    const onr_entity *e = parts_entity(record, s->speaker_entity);
    bool named = e ? e->name.len : s->speaker.count && record->article.text.len;
    if (!named)
        return;
    json_put_key(w, "author");
    json_open(w, '{');
    if (e) {
        member_text(w, "@type", str_of(author_type(e->kind)));
        member_text(w, "name", e->name);
        member_text(w, "identifier", e->code);
    } else { /* whether a person or an organisation, nobody knows */
        member_words(w, "name", record, s->speaker);
    }
    json_close(w, '}');
}

static void put_organisation(json_writer *w, const char *key, onr_str name)
{
    if (name.len == 0)
        return;
    json_put_key(w, key);
    json_open(w, '{');
    member_text(w, "@type", ONR_STR("NewsMediaOrganization"));
    member_text(w, "name", name);
    json_close(w, '}');
}

static void put_appearance(json_writer *w, const onr_record *record)
{
    const onr_article *a = &record->article;
    json_put_key(w, "appearance");
    json_open(w, '{');
    member_text(w, "@type", ONR_STR("NewsArticle"));
    member_text(w, "identifier", str_of(record->id));
    member_text(w, "url", a->url);
    member_text(w, "headline", a->title);
    member_text(w, "datePublished", edtf_unmarked(a->published));
    member_text(w, "inLanguage", a->language);
    put_organisation(w, "publisher", a->outlet);
    json_close(w, '}');
}

static void put_claim(json_writer *w, const onr_record *record, size_t i)
{
    const onr_statement *s = &record->statements.items[i];
    char position[64];
    onr_span span = parts_said(s);
    json_open(w, '{');
    member_text(w, "@context", ONR_STR("https://schema.org"));
    member_text(w, "@type", ONR_STR("Claim"));
    member_reference(w, "@id", record, 'S', i);
    member_words(w, "text", record, s->content);
    put_author(w, record, s);
    member_text(w, "dateCreated", edtf_unmarked(parts_statement_when(record, i)));
    put_appearance(w, record);
    snprintf(position, sizeof position, "bytes %u-%u of the article's text", span.start, span.end);
    member_text(w, "position", str_of(position));
    json_close(w, '}');
}

static void put_record(buffer *to, const onr_record *record, export_style style)
{
    for (size_t i = 0; i < record->statements.count; i++) {
        const onr_statement *s = &record->statements.items[i];
        json_writer w = {.to = to};
        if (s->confidence < style.least || !is_claim(s))
            continue;
        put_claim(&w, record, i);
        buffer_put_char(to, '\n');
    }
}

const export_format export_claim = {
    .name = "claim", .about = "schema.org's claims, JSON-LD", .record = put_record};
