// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records

/// A separator or stop sequence stands where it is not the end.
struct EndingInside: Check {
  static let kind = "ending-inside"
  static let holes = ["ending"]
  /// Whose ending it is: the prompts' separator or the completions' stop sequence.
  let owner: Field
  /// Where it must not stand.
  let field: Field

  init(_ parameters: inout Parameters) throws(AssayError) {
    owner = try parameters.choice("ending-of")
    field = try parameters.choice("column")
  }

  func isNeeded(_ profile: Profile) -> Bool {
    guard profile.needsEnding(owner), let ending = profile.ending(of: owner) else { return false }
    if owner == .prompt, field == .prompt, Self.isTurn(ending.bytes) { return false }
    // A line break as the stop sequence does not forbid prompts of several lines.
    return owner == field || !ending.bytes.isBlank
  }

  /// Whether a separator is a line of its own that names who speaks, such as `\nAgent:`. In a dialogue
  /// it stands before each answer that was given so far, and the last is the one to complete.
  private static func isTurn(_ ending: [UInt8]) -> Bool {
    let name = ending.dropFirst().dropLast()
    return ending.first == 0x0A && ending.last == UInt8(ascii: ":") && !name.isEmpty
      && name.allSatisfy { $0.isWordPart || $0 == 0x20 }
  }

  func inspect(_ record: Record, _ profile: Profile, _ tally: inout Tally) {
    guard let ending = profile.ending(of: owner)?.bytes else { return }
    let text = record.text(of: field)
    let limit = owner == field && text.ends(in: ending) ? text.count - ending.count : text.count
    guard let start = text.firstOffset(of: ending, before: limit) else { return }
    tally.add(record, field, start..<start + ending.count)
  }

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    let ending = profile.ending(of: owner)?.bytes ?? []
    return Conclusion(tally, field, values: ["ending": quoted(ending)]).map { [$0] } ?? []
  }
}
