/*
 * What articles made to be slow to read repeat: %zu is how often it was there before.
 */
#ifndef ONR_TESTS_HOSTILE_SENTENCES_H
#define ONR_TESTS_HOSTILE_SENTENCES_H

static const char *const sentences[] = {
    "She says that ",
    "the mayor and ",
    "'b ",
    "cd2-",
    "Anna Berg%zu and ",
    "Anna Berg%zu told reporters that it snowed. ",
    "Berg%zu Group bought Lund%zu Group. ",
    "The cabinet denied that the bridge had fallen. The mayor said that the bridge had fallen. ",
    "the party said the party ",
    "the brother of the ",
    "the clerk who wrote that the ",
    "they and she said it ",
    "she said, \"we shall see and ",
    "\"She said so\" ",
    "\xE2\x80\x9C",
    "on Monday ",
    "8 million euros, ",
    "the Norwegian Norwegian ",
    "the government of Oslo and ",
    "Norway, ",
    "She: ",
    "it's ",
    "w, ",
    "w ",
    "( ",
    "! ",
    "She said so.\n",
    "The minister left. The minister said so. He agreed. ",
    "according to the report, according to ",
    "not ",
    "She goes on:\nIt rained all day in the town.\n",
    "Ann Lee: It rained all day.\nIt snowed all night.\n",
    "\xE2\x80\x9CIt rained all day in town.\xE2\x80\x9D \xE2\x80\x94 Ann Lee\n",
    "\xE2\x80\x9CIt rained all day in town.\n",
    "Ann Lee: \"it rained,\" the clerk said, ",
    "Trinidad and ",
    "no proof that she said that ",
    "\xE2\x80\x9COh,\xE2\x80\x9D sighed Ann Lee, ",
    "Norway, which hoped, and Chad and Mali, which feared, ",
    "Claims by Chad that they fled are lies. ",
    "\xE2\x80\x9CWe stay, Ann Lee said. It rained.\n",
    "Question: Will it rain?\nAnn Lee: It rained all day in town.\n",
    "the Lund Bakers Union (LBU) and the LBU ",
    "Lee said that he stalls it to save his seat ",
};

#endif
