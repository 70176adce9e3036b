#include "base/span.h"

bool span_holds(onr_span outer, onr_span inner)
{
    return outer.start <= inner.start && inner.end <= outer.end;
}

bool spans_hold(onr_spans spans, onr_span inner)
{
    for (size_t i = 0; i < spans.count; i++)
        if (span_holds(spans.items[i], inner))
            return true;
    return false;
}

bool spans_meet(onr_spans spans, onr_span other)
{
    for (size_t i = 0; i < spans.count; i++)
        if (spans.items[i].start < other.end && other.start < spans.items[i].end)
            return true;
    return false;
}

uint32_t spans_length(onr_spans spans)
{
    uint32_t sum = 0;
    for (size_t i = 0; i < spans.count; i++)
        sum += spans.items[i].end - spans.items[i].start;
    return sum;
}
