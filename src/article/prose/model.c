/* Sections of a container as the numbers that the judgement asks. */
#include "article/prose/model.h"

#include "learn/embedded.h"

judge_model judge_model_read(const container *c)
{
    judge_model model = {.tokens = (const uint32_t *)container_section(c, "tokens").data,
                         .lowest = *(const int32_t *)container_section(c, "lowest").data};
    forest_read(&model.first, c, "first");
    forest_read(&model.second, c, "second");
    return model;
}

judge_model judge_of_html(void)
{
    container c = container_trust(embedded_model(EMBEDDED_BLOCKS_HTML));
    return judge_model_read(&c);
}

judge_model judge_of_lines(void)
{
    container c = container_trust(embedded_model(EMBEDDED_BLOCKS_LINES));
    return judge_model_read(&c);
}
