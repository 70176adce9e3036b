/*
 * Model files: what is checked before a byte of a model is believed.
 */
#include "base/container.h"

#include <string.h>
#include <zlib.h>

#include "base/str.h"

enum { HEAD = 32, ENTRY = 48, NAME = 32, VERSION = 1 };

static const char again[] = "install the model file again";

static uint64_t little_endian(const char *p, size_t bytes)
{
    uint64_t value = 0;
    for (size_t i = bytes; i-- > 0;)
        value = value << 8 | (uint8_t)p[i];
    return value;
}

static bool check_head(onr_str bytes, onr_error *err)
{
    if (bytes.len < HEAD || memcmp(bytes.data, "ONRMODEL", 8) != 0)
        return onr_fail(err, ONR_E_MODEL, 0, "name a model that onrecord's trainer wrote",
                        "not a model file");
    uint64_t version = little_endian(bytes.data + 8, 4);
    if (version != VERSION)
        return onr_fail(err, ONR_E_MODEL, 8, "use the model that came with this program",
                        "model file of version %llu, but %d is read", (unsigned long long)version,
                        VERSION);
    uint64_t length = little_endian(bytes.data + 16, 8);
    if (length != bytes.len)
        return onr_fail(err, ONR_E_MODEL, 16, again, "model file of %llu bytes, but %zu are there",
                        (unsigned long long)length, bytes.len);
    uLong crc = crc32_z(0, (const Bytef *)bytes.data + HEAD, bytes.len - HEAD);
    if (crc != little_endian(bytes.data + 24, 4))
        return onr_fail(err, ONR_E_MODEL, 24, again, "the model file's checksum is wrong");
    return true;
}

static const char *entry_at(const container *c, uint32_t i)
{
    return c->bytes.data + HEAD + (size_t)i * ENTRY;
}

bool container_open(container *out, onr_str bytes, onr_error *err)
{
    if (!check_head(bytes, err))
        return false;
    uint64_t count = little_endian(bytes.data + 12, 4);
    if (count > (bytes.len - HEAD) / ENTRY)
        return onr_fail(err, ONR_E_MODEL, 12, again, "%llu sections do not fit the model file",
                        (unsigned long long)count);
    container c = {bytes, (uint32_t)count};
    for (uint32_t i = 0; i < c.section_count; i++) {
        const char *entry = entry_at(&c, i);
        uint64_t offset = little_endian(entry + NAME, 8);
        uint64_t length = little_endian(entry + NAME + 8, 8);
        if (entry[NAME - 1] != '\0' || offset % 64 != 0 || offset > bytes.len ||
            length > bytes.len - offset)
            return onr_fail(err, ONR_E_MODEL, (uint64_t)(entry - bytes.data), again,
                            "section %u reaches outside the model file", i);
    }
    *out = c;
    return true;
}

container container_trust(onr_str bytes)
{
    return (container){bytes, (uint32_t)little_endian(bytes.data + 12, 4)};
}

onr_str container_section(const container *c, const char *name)
{
    for (uint32_t i = 0; i < c->section_count; i++) {
        const char *entry = entry_at(c, i);
        if (strcmp(entry, name) == 0)
            return (onr_str){c->bytes.data + little_endian(entry + NAME, 8),
                             (size_t)little_endian(entry + NAME + 8, 8)};
    }
    return (onr_str){0};
}

bool container_section_of(onr_str *out, const container *c, const char *name, size_t len,
                          onr_error *err)
{
    *out = container_section(c, name);
    if (!out->data)
        return onr_fail(err, ONR_E_MODEL, 0, "use the model that came with this program",
                        "the model file has no section \"%s\"", name);
    if (out->len != len)
        return onr_fail(err, ONR_E_MODEL, (uint64_t)(out->data - c->bytes.data), again,
                        "section \"%s\" of the model file has %zu bytes, not %zu", name, out->len,
                        len);
    return true;
}
