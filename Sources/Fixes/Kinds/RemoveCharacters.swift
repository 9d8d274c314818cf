// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Checks
import Dataset
import Records

/// Removes characters that are in a text by accident, unless two labels would become one, or an answer
/// empty.
struct RemoveCharacters: TextFix {
  static let kind = "remove-characters"
  let group: CharacterGroup

  init(_ parameters: inout Parameters) throws(AssayError) {
    group = try parameters.choice("group")
  }

  func title(_ noun: String) -> String { "remove \(group.title) from each \(noun)" }

  func edit(for conclusion: Conclusion, _ profile: Profile) -> (@Sendable ([UInt8]) -> [UInt8]?)? {
    let group = group
    let bytes = conclusion.field.flatMap { profile.ending(of: $0)?.bytes } ?? []
    let ending = bytes.withUnsafeBufferPointer { Array($0.visible) }
    return { old in
      var text = group.removed(from: old)
      guard text.count < old.count else { return nil }
      if Self.joinsEndings(ending, old, new: text) { text.removeLast(ending.count) }
      return text
    }
  }

  /// Whether an ending stands twice at the end of a text now that nothing is between, such as
  /// `->->`: it is the one that the text had.
  private static func joinsEndings(_ ending: [UInt8], _ old: [UInt8], new: [UInt8]) -> Bool {
    guard !ending.isEmpty else { return false }
    let double = ending + ending
    return new.suffix(double.count) == double[...] && old.suffix(double.count) != double[...]
  }
}
