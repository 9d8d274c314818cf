// SPDX-License-Identifier: Apache-2.0

/// The formats assay reads.
package enum TableFormat: String, Sendable, CaseIterable {
  case csv, tsv, xlsx, json, jsonl, txt
}
