// SPDX-License-Identifier: Apache-2.0

import LanguageModel

/// A batch for the model, and which of its targets are the completion of which example.
struct AssembledBatch {
  var packed = PackedBatch()
  /// For each example the targets of its completion, in the order of the examples.
  var completions: [Range<Int>] = []
}
