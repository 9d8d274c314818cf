// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Checks
import Dataset
import Records

/// Removes characters that are in a text by accident, unless two labels would become one, or a
/// completion empty.
struct RemoveCharacters: Fix {
  static let kind = "remove-characters"
  let group: CharacterGroup

  init(_ parameters: inout Parameters) throws(AssayError) {
    group = try parameters.choice("group")
  }

  func step(for conclusion: Conclusion, _ profile: Profile) -> FixStep? {
    guard let field = conclusion.field else { return nil }
    let group = group
    let edit: @Sendable ([UInt8]) -> [UInt8] = { text in
      var out = text
      while let range = out.withUnsafeBufferPointer({ group.firstRange(in: $0) }) {
        out.removeSubrange(range)
      }
      return out
    }
    guard field == .prompt || LabelGuard.keepsApart(profile, edit) else { return nil }
    let ending = (profile.ending(of: field)?.bytes ?? []).withUnsafeBufferPointer {
      Array($0.visible)
    }
    return FixStep(.whitespace, "remove \(group.title) from each \(field.rawValue)") { record in
      var text = edit(record[field])
      if Self.joinsEndings(ending, record[field], new: text) { text.removeLast(ending.count) }
      guard text != record[field], field == .prompt || !text.isBlank else { return false }
      record[field] = text
      return true
    }
  }

  /// Whether an ending stands twice at the end of a text now that nothing is between, such as
  /// `->->`: it is the one that the text had.
  private static func joinsEndings(_ ending: [UInt8], _ old: [UInt8], new: [UInt8]) -> Bool {
    guard !ending.isEmpty, new.count < old.count else { return false }
    let double = ending + ending
    return new.suffix(double.count) == double[...] && old.suffix(double.count) != double[...]
  }
}
