/*
 * What each sign of a candidate weighs, by group of pronouns: learnt by train/pronouns.py.
 */
#ifndef ONR_SRC_ENTITIES_PRONOUN_WEIGHTS_H
#define ONR_SRC_ENTITIES_PRONOUN_WEIGHTS_H

#include "entities/pronouns.h"

static const float pronoun_weights[PRONOUN_GROUPS][SIGN_COUNT] = {
    [PRONOUN_PERSON] = {0.749F,  0.573F,  -0.461F, -0.580F, -0.492F, 0.995F,  0.286F,  0.458F,
                        -0.279F, -1.048F, -0.618F, -0.078F, -0.213F, 0.699F,  0.000F,  0.000F,
                        0.000F,  0.412F,  0.000F,  0.000F,  0.000F,  0.000F,  0.000F,  -0.623F,
                        0.000F,  0.362F,  -0.176F, 0.228F,  0.350F,  -0.174F, 0.762F,  -1.218F,
                        0.432F,  -1.393F, 0.124F,  -1.040F, 0.211F,  0.000F,  -0.413F, 0.211F,
                        0.110F,  0.000F,  -0.007F, -0.458F},
    [PRONOUN_MANY] = {0.807F,  -0.034F, -0.433F, -1.029F, -1.168F, 0.612F,  0.334F,  -0.328F,
                      -0.081F, -1.045F, -0.990F, -0.574F, 0.176F,  -0.470F, -0.953F, -0.556F,
                      -0.772F, 0.000F,  -0.883F, 1.562F,  0.100F,  0.000F,  0.179F,  -0.535F,
                      0.000F,  0.566F,  0.260F,  1.102F,  0.567F,  -0.183F, 0.000F,  0.000F,
                      0.000F,  0.000F,  0.000F,  0.243F,  0.015F,  -0.063F, -0.407F, 1.858F,
                      0.160F,  0.000F,  0.359F,  -0.661F},
    [PRONOUN_THING] = {0.854F,  -0.127F, -0.239F, -0.599F, -1.158F, 0.150F,  0.211F,  0.206F,
                       -0.630F, -1.206F, -0.751F, -0.584F, -0.096F, 0.162F,  -0.957F, -0.243F,
                       0.158F,  0.000F,  -0.279F, -0.086F, 0.139F,  0.000F,  0.000F,  0.000F,
                       0.000F,  0.255F,  0.977F,  0.514F,  0.312F,  -0.086F, 0.000F,  0.000F,
                       0.000F,  0.000F,  0.000F,  0.027F,  -0.009F, -0.746F, 0.242F,  1.268F,
                       0.568F,  1.319F,  0.579F,  0.081F},
};

#endif
