// SPDX-License-Identifier: Apache-2.0

import Analyzers
import Dataset
import Records

/// Keeps a fix from making two labels of a classification one, or none of one.
enum LabelGuard {
  /// Whether the labels are as many, and none is blank, after the edit.
  static func keepsApart(_ profile: Profile, _ edit: ([UInt8]) -> [UInt8]) -> Bool {
    // Whitespace around a label is no part of it.
    let edited = profile.labels.map {
      Array(edit(Array($0.text.utf8)).trimmed { $0.isWhitespace })
    }
    return Set(edited).count == profile.labels.count && !edited.contains { $0.isBlank }
  }
}
