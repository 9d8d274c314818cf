// SPDX-License-Identifier: Apache-2.0
#include "CEmbedded.h"

static const unsigned char models[] = {
#embed "../../Profiles/models.yaml" suffix(,)
0};

static const struct assay_embedded_file files[] = {
    {"Profiles/models.yaml", models, sizeof models - 1},
    {0, 0, 0},
};

const struct assay_embedded_file *assay_embedded_profiles(void) { return files; }
