// SPDX-License-Identifier: Apache-2.0
// Data files carried inside the binary, so that it runs from any folder.
#pragma once
#include <stddef.h>

/// One file; `path` is relative to its folder. A table ends with an entry whose path is null.
struct assay_embedded_file {
  const char *path;
  const unsigned char *bytes;
  size_t size;
};

/// The first entry of the table of Rules/.
const struct assay_embedded_file *assay_embedded_rules(void);
/// The first entry of the table of Samples/.
const struct assay_embedded_file *assay_embedded_samples(void);
/// The first entry of the table of Page/.
const struct assay_embedded_file *assay_embedded_page(void);
/// The first entry of the table of ReportPage/.
const struct assay_embedded_file *assay_embedded_report_page(void);

/// The files of Profiles/, in the same form.
const struct assay_embedded_file *assay_embedded_profiles(void);

/// GPT-2's vocabulary in the form that make_vocabulary.py describes.
struct assay_embedded_file assay_gpt2_vocabulary(void);
/// The letters, numbers and white space of Unicode in the form that make_character_classes.py describes.
struct assay_embedded_file assay_character_classes(void);
