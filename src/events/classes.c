#include "events/classes.h"

#include "base/str.h"

const char *class_cameo(onr_plover class)
{
    /* PLOVER's manual, table of classes and CAMEO roots. ASSAULT is of 18, 19 and 20. */
    static const char *const roots[] = {
        [ONR_AGREE] = "03",     [ONR_CONSULT] = "04",  [ONR_SUPPORT] = "05",  [ONR_CONCEDE] = "08",
        [ONR_COOPERATE] = "06", [ONR_AID] = "07",      [ONR_RETREAT] = "08",  [ONR_REQUEST] = "10",
        [ONR_ACCUSE] = "11",    [ONR_REJECT] = "12",   [ONR_THREATEN] = "13", [ONR_PROTEST] = "14",
        [ONR_SANCTION] = "16",  [ONR_MOBILIZE] = "15", [ONR_COERCE] = "17",   [ONR_ASSAULT] = ""};
    return roots[class];
}

/* The event that an act is: data/acts.tsv, after PLOVER's classes. */
static const struct act_event {
    const char *act_name;
    onr_act act;
    int event_class; /* An onr_plover; -1: the act is no event. */
} act_events[] = {
#include "events/act_events.inc"
};
_Static_assert(sizeof act_events / sizeof *act_events == ONR_ACT_COUNT,
               "data/acts.tsv has a row for each act");

int class_of_act(onr_act act)
{
    const struct act_event *event = act_events;
    while (event->act != act)
        event++;
    return event->event_class;
}

bool kind_is_political(onr_entity_kind kind)
{
    return kind == ONR_ENTITY_STATE || kind == ONR_ENTITY_GOVERNMENT_BODY ||
           kind == ONR_ENTITY_IGO || kind == ONR_ENTITY_ARMED_GROUP;
}

bool entity_is_of_politics(const onr_entity *e)
{
    onr_str sector = e->code.len >= 6 ? (onr_str){e->code.data + 3, 3} : (onr_str){"", 0};
    return kind_is_political(e->kind) || (sector.len && !str_listed(sector, "CVL|MED|BUS|EDU"));
}

bool actor_is_political(const onr_entity *e)
{
    /* a state alone makes no politician */
    bool in_office = e->kind == ONR_ENTITY_PERSON && e->code.len > 3;
    return in_office || e->kind == ONR_ENTITY_ORGANISATION || kind_is_political(e->kind);
}

const char *onr_plover_name(onr_plover event_class)
{
    static const char *const names[] = {
        "AGREE",  "CONSULT", "SUPPORT",  "CONCEDE", "COOPERATE", "AID",      "RETREAT", "REQUEST",
        "ACCUSE", "REJECT",  "THREATEN", "PROTEST", "SANCTION",  "MOBILIZE", "COERCE",  "ASSAULT"};
    return names[event_class];
}

const char *onr_status_name(onr_status status)
{
    static const char *const names[] = {"happened", "ongoing", "planned", "denied", "hypothetical"};
    return names[status];
}
