/*
 * A store's first page, told by 7,000: more than are looked through for an answer, so that what
 * many of them say is found in other ways than what few do. They are rows alone, in SQL that every
 * engine understands, and no links.
 */
#ifndef ONR_TESTS_MANY_PAGES_H
#define ONR_TESTS_MANY_PAGES_H

/* Page 1 has Ada Lum as its E1, of actor 1; Bo Key is E2 of the others. Ada denies to Bo (S1); as
 * often somebody called like her, who is no entity, and Bo state something (S2). */
static const char many_pages[] =
    "INSERT INTO actor (key, name, kind, country, context, code, known)"
    " VALUES (900, 'Bo Key', 'person', 'QQQ', '', 'QQQ', '');"
    "INSERT INTO alias (name, actor) VALUES ('Bo Key', 900);"
    "INSERT INTO chain (key, words) VALUES (900, 'The Herald');"
    "INSERT INTO chain_name (name, chain) VALUES ('The Herald', 900);"

    "WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 7000)"
    " INSERT INTO page (key, id, name, source, url, outlet, title, published, first_day, last_day,"
    " language) SELECT i, 'sha256:' || i, '', '', '',"
    " CASE WHEN i % 2 = 0 THEN 'The Gazette' ELSE 'The Herald' END, '', '', '', '', '' FROM n;"
    "UPDATE page SET published = '20' || (10 + key % 20) || '-0' || (1 + key % 9) || '-1' ||"
    " (key % 10) WHERE key > 1;"
    "UPDATE page SET first_day = published, last_day = published WHERE key > 1;"

    "INSERT INTO entity (key, page, number, name, kind, code, actor, actor_why)"
    " SELECT key * 16777216 + 1, key, 1, 'Ada Lum', 'person', 'XYZGOV', 1, 'name' FROM page"
    " WHERE key > 1;"
    "INSERT INTO entity (key, page, number, name, kind, code, actor, actor_why)"
    " SELECT key * 16777216 + 2, key, 2, 'Bo Key', 'person', 'QQQ', 900, 'name' FROM page"
    " WHERE key > 1;"
    "INSERT INTO member (whole, entity) SELECT key * 16777216 + 2, key * 16777216 + 1 FROM page"
    " WHERE key > 1 AND key % 700 = 0;"

    "INSERT INTO statement (key, page, number, speaker, speaker_entity, cue, content, addressee,"
    " addressee_entity, quote, act, negated, hedged, unrealised, on_word_of, chain, said,"
    " span_start, span_end, bytes_start, bytes_end, confidence)"
    " SELECT key * 16777216 + 1, key, 1, 'Ada', key * 16777216 + 1, 'denied',"
    " 'closing the bridges', 'Bo', key * 16777216 + 2, 'direct', 'deny', 0, 0, 0, '', 1, '',"
    " 11, 30, 100, 131, 0.75 FROM page WHERE key > 1;"
    "INSERT INTO statement (key, page, number, speaker, speaker_entity, cue, content, addressee,"
    " addressee_entity, quote, act, negated, hedged, unrealised, on_word_of, chain, said,"
    " span_start, span_end, bytes_start, bytes_end, confidence)"
    " SELECT key * 16777216 + 2, key, 2, CASE WHEN key % 2 = 0 THEN 'Bo' ELSE 'Ada LUM' END,"
    " CASE WHEN key % 2 = 0 THEN key * 16777216 + 2 END, 'said',"
    " CASE WHEN key % 500 = 0 THEN 'opening the ferries' ELSE 'closing the bridges' END, '', NULL,"
    " 'indirect', 'state', 0, 0, 0, '', 900, '', 11, 30, 100, 131, 0.25 FROM page WHERE key > 1;"

    "INSERT INTO event (key, page, number, class, mode, cameo, trigger_words, time, place, status,"
    " vouched, confidence) SELECT key * 16777216 + 1, key, 1, 'REJECT', '', '12', '', '', '', '',"
    " key * 16777216 + 1, 0.5 FROM page WHERE key > 1;"
    "INSERT INTO party (event, role, entity) SELECT key * 16777216 + 1, 'actor',"
    " key * 16777216 + 1 FROM page WHERE key > 1;"
    "INSERT INTO dispute (page, claim, denial, about) SELECT key, key * 16777216 + 2,"
    " key * 16777216 + 1, '' FROM page WHERE key > 1 AND key % 3 = 0;";

/* Pages 2 to 30 of 2,000 statements each. Ada speaks on all but the last two, of bridges each time:
 * too often for all that have a word to be looked up. Cy, on the last two, comes to bridges only in
 * the last ten of each, and is the surest of them. */
static const char many_statements[] =
    "WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 30)"
    " INSERT INTO page (key, id, name, source, url, outlet, title, published, first_day, last_day,"
    " language) SELECT i, 'sha256:' || i, '', '', '', 'The Gazette', '', '2012-05-05', "
    "'2012-05-05',"
    " '2012-05-05', '' FROM n;"
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)"
    " INSERT INTO statement (key, page, number, speaker, speaker_entity, cue, content, addressee,"
    " addressee_entity, quote, act, negated, hedged, unrealised, on_word_of, chain, said,"
    " span_start, span_end, bytes_start, bytes_end, confidence)"
    " SELECT page.key * 16777216 + i, page.key, i, CASE WHEN page.key < 29 THEN 'Ada' ELSE 'Cy' "
    "END,"
    " NULL, 'said', CASE WHEN page.key < 29 OR i > 1990 THEN 'closing the bridges'"
    " ELSE 'opening the ferries' END, '', NULL, 'indirect', 'state', 0, 0, 0, '', 1, '',"
    " 11, 30, 100, 131, CASE WHEN i > 1990 THEN 0.5 ELSE 0.25 END FROM page, n WHERE page.key > 1;";

/* SQLite's index of words, and what is kept counted (tallies_make), which pages that are added
 * bring with them. */
static const char many_words[] = "INSERT INTO statement_fts(statement_fts) VALUES ('rebuild')";

#endif
