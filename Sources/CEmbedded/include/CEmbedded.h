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

/// The vocabularies that make_vocabularies.py writes, by the names of their encodings.
const struct assay_embedded_file *assay_vocabularies(void);
/// What is known of each Unicode scalar, in the form that make_unicode_tables.py describes.
struct assay_embedded_file assay_character_traits(void);
/// Decompositions, compositions and lower case, in the form that make_unicode_tables.py describes.
struct assay_embedded_file assay_character_maps(void);
