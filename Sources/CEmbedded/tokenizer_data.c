// SPDX-License-Identifier: Apache-2.0
// What the tokenizer needs to know; the two Python scripts in this folder make the files.
#include "CEmbedded.h"

static const unsigned char gpt2[] = {
#embed "gpt2.vocabulary"
};
static const unsigned char p50k_base[] = {
#embed "p50k_base.vocabulary"
};
static const unsigned char cl100k_base[] = {
#embed "cl100k_base.vocabulary"
};
static const unsigned char o200k_base[] = {
#embed "o200k_base.vocabulary"
};
static const unsigned char character_traits[] = {
#embed "character-traits.bin"
};
static const unsigned char character_maps[] = {
#embed "character-maps.bin"
};

static const struct assay_embedded_file vocabularies[] = {
    {"gpt2", gpt2, sizeof gpt2},
    {"p50k_base", p50k_base, sizeof p50k_base},
    {"cl100k_base", cl100k_base, sizeof cl100k_base},
    {"o200k_base", o200k_base, sizeof o200k_base},
    {0, 0, 0},
};

const struct assay_embedded_file *assay_vocabularies(void) { return vocabularies; }

struct assay_embedded_file assay_character_traits(void) {
  return (struct assay_embedded_file){
      "character-traits.bin", character_traits, sizeof character_traits};
}

struct assay_embedded_file assay_character_maps(void) {
  return (struct assay_embedded_file){
      "character-maps.bin", character_maps, sizeof character_maps};
}
