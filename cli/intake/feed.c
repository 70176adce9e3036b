/*
 * Feeds, each item of which is a page, and pages that a browser saved as MHTML.
 */
#include <stdlib.h>

#include "base/arena.h"
#include "base/str.h"
#include "intake/intake.h"
#include "onrecord/crawl.h"

/* Behind what XML may begin with, the root element; comments before it are rare. */
static bool is_feed(onr_str name, onr_str begin)
{
    (void)name;
    onr_str text = str_trim(begin);
    if (str_starts(text, "\xEF\xBB\xBF"))
        text = (onr_str){text.data + 3, text.len - 3};
    if (!str_starts(text, "<?xml") && !str_starts(text, "<rss") && !str_starts(text, "<feed"))
        return false;
    size_t rss = str_find(text, ONR_STR("<rss"), 0), atom = str_find(text, ONR_STR("<feed"), 0);
    size_t html = str_find(text, ONR_STR("<html"), 0);
    return (rss < html && rss != SIZE_MAX) || (atom < html && atom != SIZE_MAX);
}

/* Reads the whole feed, once; its items are given one by one. */
static bool read_feed(intake *from, onr_error *err)
{
    size_t most = (size_t)from->s->page_memory << 20;
    from->taken = true;
    from->next_item = 0;
    if (!from->arena && !(from->arena = onr_arena_new(most)))
        return source_fail(from->name, 0, "no memory left for the feed", "lower -j", err);
    onr_arena_reset(from->arena);
    from->feed = (onr_feed){0};
    return source_see_all(&from->in, err) &&
           onr_feed_read(&from->feed, source_view(&from->in), from->arena, err);
}

static onr_strs copy_names(onr_strs names, onr_arena *arena)
{
    onr_str *copies = arena_array(arena, onr_str, names.count ? names.count : 1);
    for (size_t i = 0; copies && i < names.count; i++)
        copies[i] = arena_copy(arena, names.items[i]);
    return (onr_strs){copies, copies ? names.count : 0};
}

static void take_item(job *j, const onr_feed_item *item)
{
    onr_given *given = &j->input.given;
    onr_str day = onr_mail_day(item->date, j->arena);
    /* All of it is the article; markup without anything around it does not look so. */
    j->input.bytes = arena_format(j->arena, "<article>%.*s</article>", (int)item->content.len,
                                  item->content.data);
    j->input.form = ONR_FORM_HTML;
    j->input.charset = ONR_STR("utf-8");
    if (!given->url.len)
        given->url = arena_copy(j->arena, item->url);
    if (!given->date.len)
        given->date = day;
    given->title = arena_copy(j->arena, item->title);
    given->byline = copy_names(item->byline, j->arena);
}

static bool next_item(intake *from, job *j)
{
    j->ok = true;
    onr_error fault = {0};
    if (!from->taken && !read_feed(from, &fault)) {
        /* The items before a fault come behind it. */
        j->ok = false;
        source_fail(from->name, fault.byte, fault.what, fault.advice, &j->err);
        return true;
    }
    if (from->next_item == from->feed.count)
        return false;
    const onr_feed_item *item = &from->feed.items[from->next_item++];
    take_item(j, item);
    intake_locate(j, item->offset, item->length);
    if (onr_arena_full(j->arena))
        j->ok = arena_fail(&j->err, "keep an item of a feed");
    return true;
}

const intake_kind intake_feed = {"feed", is_feed, next_item};

static bool is_mhtml(onr_str name, onr_str begin)
{
    bool named = str_ends(name, ".mhtml") || str_ends(name, ".mht");
    return str_find(begin, ONR_STR("MIME-Version:"), 0) != SIZE_MAX &&
           (named || str_find(begin, ONR_STR("multipart/related"), 0) != SIZE_MAX);
}

static bool unfold_saved(job *j, size_t most, onr_error *err)
{
    onr_mhtml page;
    (void)most;
    if (!onr_mhtml_read(&page, j->input.bytes, j->arena, err))
        return false;
    j->input.bytes = page.html;
    j->input.charset = page.charset;
    j->input.form = ONR_FORM_HTML;
    j->input.given.url = j->input.given.url.len ? j->input.given.url : page.url;
    j->input.given.fetched = page.fetched;
    j->input.origin.fetched = page.fetched;
    return true;
}

static bool next_saved(intake *from, job *j)
{
    bool more = intake_whole.next(from, j);
    j->unfold = unfold_saved;
    return more;
}

const intake_kind intake_mhtml = {"mhtml", is_mhtml, next_saved};
