// SPDX-License-Identifier: Apache-2.0
// What the tokenizer needs to know; the two Python scripts in this folder make the files.
#include "CEmbedded.h"

static const unsigned char gpt2_vocabulary[] = {
#embed "gpt2-vocabulary.bin"
};
static const unsigned char character_classes[] = {
#embed "character-classes.bin"
};

struct assay_embedded_file assay_gpt2_vocabulary(void) {
  return (struct assay_embedded_file){
      "gpt2-vocabulary.bin", gpt2_vocabulary, sizeof gpt2_vocabulary};
}

struct assay_embedded_file assay_character_classes(void) {
  return (struct assay_embedded_file){
      "character-classes.bin", character_classes, sizeof character_classes};
}
