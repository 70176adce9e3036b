/*
 * The head of a WARC record (ISO 28500): what it is, how long its block is.
 */
#include "crawl/fields.h"
#include "onrecord/crawl.h"

enum { LONGEST_HEAD = 1 << 16 };

static const char *const advice = "fetch the file again";

static onr_warc_type type_of(onr_str word)
{
    switch (str_place(word, "response|resource|revisit|conversion")) {
    case 1: return ONR_WARC_RESPONSE;
    case 2: return ONR_WARC_RESOURCE;
    case 3: return ONR_WARC_REVISIT;
    case 4: return ONR_WARC_CONVERSION;
    default: return ONR_WARC_OTHER;
    }
}

static bool read_length(uint64_t *out, onr_str digits)
{
    *out = 0;
    for (size_t i = 0; i < digits.len; i++) {
        if (!is_ascii_digit(digits.data[i]) || *out > (UINT64_MAX - 9) / 10)
            return false;
        *out = *out * 10 + (uint64_t)(digits.data[i] - '0');
    }
    return digits.len > 0;
}

/* Some writers put the address between angle brackets, as the grammar of 1.0 had it. */
static onr_str without_brackets(onr_str url)
{
    bool has = url.len > 1 && url.data[0] == '<' && url.data[url.len - 1] == '>';
    return has ? (onr_str){url.data + 1, url.len - 2} : url;
}

/* False: the length of the block is none. */
static bool take_field(onr_warc_record *out, onr_str name, onr_str value, bool *has_length)
{
    switch (str_place(name, "WARC-Type|WARC-Target-URI|WARC-Date|Content-Type|Content-Length|"
                            "WARC-Payload-Digest|WARC-Block-Digest|WARC-Truncated")) {
    case 1: out->type = type_of(value); break;
    case 2: out->url = without_brackets(value); break;
    case 3: out->date = value; break;
    case 4: out->media = value; break;
    case 5: return *has_length = read_length(&out->length, value);
    case 6: out->digest = value; break;
    case 7: out->block_digest = value; break;
    case 8: out->truncated = value; break;
    default: break;
    }
    return true;
}

static bool read_version(onr_str *rest, onr_error *err)
{
    onr_str line;
    if (!field_line(&line, rest) || !str_starts(line, "WARC/"))
        return onr_fail(err, ONR_E_FORMAT, 0, advice, "no WARC record begins here");
    if (str_is(line, "WARC/1.0") || str_is(line, "WARC/1.1") || str_starts(line, "WARC/0."))
        return true;
    return onr_fail(err, ONR_E_FORMAT, 0, advice, "a WARC record of a version that is not known");
}

bool onr_warc_read(onr_warc_record *out, onr_str bytes, onr_error *err)
{
    onr_str rest = {bytes.data, bytes.len < LONGEST_HEAD ? bytes.len : LONGEST_HEAD};
    onr_str line, name, value;
    bool has_length = false, ended = false;
    *out = (onr_warc_record){0};
    if (!read_version(&rest, err))
        return false;
    while (field_line(&line, &rest) && !(ended = line.len == 0)) {
        uint64_t at = (uint64_t)(line.data - bytes.data);
        /* Cut off within the head, which goes on in the next record. */
        if (str_ends(line, "WARC/1.0") || str_ends(line, "WARC/1.1"))
            return onr_fail(err, ONR_E_FORMAT, 0, advice, "a WARC record that is cut off");
        /* A line that begins with a blank goes on with the one before it. */
        if (is_ascii_space(line.data[0]) || !field_read(&name, &value, line))
            continue;
        if (!take_field(out, name, value, &has_length))
            return onr_fail(err, ONR_E_FORMAT, at, advice, "a WARC record's length is no number");
    }
    out->head = (size_t)(rest.data - bytes.data);
    if (!ended)
        return onr_fail(err, bytes.len < LONGEST_HEAD ? ONR_E_FORMAT : ONR_E_LIMIT, 0, advice,
                        "a WARC record's head has no end");
    if (!has_length)
        return onr_fail(err, ONR_E_FORMAT, 0, advice, "a WARC record without a length");
    out->digest = out->digest.len ? out->digest : out->block_digest;
    return true;
}
