/*
 * A record of two statements, one inside the other, for tests: Ada told the Daily what Bo wants.
 */
#ifndef ONR_TESTS_TOLD_RECORD_H
#define ONR_TESTS_TOLD_RECORD_H

#include "onrecord/record.h"

static const char told_text[] = "Ada told the Daily that Bo wants a pledge.";

static const onr_span ada = {0, 3}, daily = {9, 18}, told = {4, 8}, all = {19, 41}, bo = {24, 26},
                      wants = {27, 32}, pledge = {33, 41};

static onr_record told_record(onr_statement statements[2], onr_entity entities[3])
{
    entities[0] =
        (onr_entity){.name = ONR_STR("Ada"), .kind = ONR_ENTITY_PERSON, .mentions = {&ada, 1}};
    entities[1] = (onr_entity){
        .name = ONR_STR("the Daily"), .kind = ONR_ENTITY_OUTLET, .mentions = {&daily, 1}};
    entities[2] =
        (onr_entity){.name = ONR_STR("Bo"), .kind = ONR_ENTITY_PERSON, .mentions = {&bo, 1}};
    statements[0] = (onr_statement){.speaker = {&ada, 1},
                                    .speaker_entity = 0,
                                    .cue = {&told, 1},
                                    .content = {&all, 1},
                                    .addressee = {&daily, 1},
                                    .addressee_entity = 1,
                                    .quote = ONR_QUOTE_INDIRECT,
                                    .inside = ONR_NO_STATEMENT,
                                    .confidence = 0.9f};
    statements[1] = (onr_statement){.speaker = {&bo, 1},
                                    .speaker_entity = 2,
                                    .cue = {&wants, 1},
                                    .content = {&pledge, 1},
                                    .addressee_entity = ONR_NO_ENTITY,
                                    .quote = ONR_QUOTE_INDIRECT,
                                    .act = ONR_ACT_DEMAND,
                                    .inside = 0};
    static const onr_block block = {ONR_BLOCK_PARAGRAPH, {0, sizeof told_text - 1}, {40, 82}};
    return (onr_record){.article = {.text = ONR_STR(told_text),
                                    .blocks = &block,
                                    .block_count = 1,
                                    .outlet = ONR_STR("The Page")},
                        .statements = {statements, 2},
                        .entities = {.items = entities, .count = 3}};
}

#endif
