// SPDX-License-Identifier: Apache-2.0

import Analyzers
import Dataset
import Records

/// Keeps a fix from making two labels of a classification one, or none of one.
enum LabelGuard {
  /// Whether the labels are as many, and none is blank, after the edit.
  static func keepsApart(_ profile: Profile, _ edit: ([UInt8]) -> [UInt8]) -> Bool {
    // Whitespace around a label is no part of it, and a stop sequence that some rows lack goes to all.
    let endings = [profile.stop?.bytes, profile.proposedStop].compactMap { $0 }
    let texts = profile.possibleLabels.map { Array($0.utf8) }
    let edited = texts.map { text in
      let label = edit(text)
      return Array(label[label.labelRange])
    }
    return Set(edited.map { bare($0, endings) }).count == Set(texts.map { bare($0, endings) }).count
      && Set(edited).count == texts.count && !edited.contains { $0.isBlank }
  }

  /// A label without the first of some endings that it has.
  private static func bare(_ label: [UInt8], _ endings: [[UInt8]]) -> [UInt8] {
    for ending in endings {
      let visible = Array(ending.trimmed { $0.isWhitespace })
      guard !visible.isEmpty, label.count > visible.count,
        label.suffix(visible.count).elementsEqual(visible)
      else { continue }
      return Array(label.dropLast(visible.count).trimmed { $0.isWhitespace })
    }
    return label
  }
}
