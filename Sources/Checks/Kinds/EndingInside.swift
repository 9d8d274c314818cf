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
    // A line break or a full stop as the stop sequence does not forbid prompts of several lines or
    // sentences.
    let marks = profile.rules.endings(of: owner).sentenceMarks
    return owner == field || !(ending.bytes.isBlank || marks.contains(ending.text))
  }

  func inspect(_ record: Record, _ profile: Profile, into tally: inout Tally) {
    guard let ending = SoughtBytes(profile.ending(of: owner)?.bytes ?? []) else { return }
    inspect(record, ending, profile: profile, into: &tally)
  }

  /// The ending is looked up once for all records, most of which lack one of its marks.
  func inspectAll(_ block: RecordBlock, _ profile: Profile, into tally: inout Tally) {
    guard let ending = SoughtBytes(profile.ending(of: owner)?.bytes ?? []) else { return }
    let traits = ending.bytes.withUnsafeBufferPointer { TextTraits(of: $0) }
    guard block.traits.mayHold(traits) else { return }
    let records = block.records
    for index in records.indices where !records[index].isStray {
      guard records[index].traits(of: field).mayHold(traits) else { continue }
      inspect(records[index], ending, profile: profile, into: &tally)
    }
  }

  private func inspect(
    _ record: Record, _ sought: SoughtBytes, profile: Profile, into tally: inout Tally
  ) {
    let text = record.text(of: field)
    let ending = sought.bytes
    let limit = text.count - endCount(of: text, profile)
    guard let start = sought.firstOffset(in: text, before: limit) else { return }
    let end = start + ending.count
    let isDialogue =
      owner == field && Self.isTurn(ending)
      && Self.holdsOtherTurn(Bytes(rebasing: text[end..<limit]), than: ending)
    if !isDialogue { tally.add(record, field, range: start..<end) }
  }

  /// The bytes at the end of a text that are its own ending. The separator of prompts may hold the stop
  /// sequence of completions, as the guide's `\n\n###\n\n` and `###`: services look for that in answers.
  private func endCount(of text: some BidirectionalCollection<UInt8>, _ profile: Profile) -> Int {
    guard owner == field || field == .prompt, let own = profile.ending(of: field)?.bytes,
      text.suffix(own.count).elementsEqual(own)
    else { return 0 }
    return own.count
  }

  /// Whether a separator is a line that names who speaks, such as `\nAgent:`. In a dialogue it stands
  /// before each answer that was given so far, and the last is the one to complete.
  private static func isTurn(_ line: some BidirectionalCollection<UInt8>) -> Bool {
    let name = line.dropFirst().dropLast()
    return line.first == 0x0A && line.last == UInt8(ascii: ":") && !name.isEmpty
      && name.allSatisfy { $0.isWordPart || $0 == 0x20 }
  }

  /// Whether somebody else speaks in the text.
  private static func holdsOtherTurn(_ text: Bytes, than ending: [UInt8]) -> Bool {
    text.indices.contains { start in
      guard text[start] == 0x0A, let end = text[start...].firstIndex(of: UInt8(ascii: ":")) else {
        return false
      }
      let line = text[start...end]
      return line.count <= 40 && isTurn(line) && !line.elementsEqual(ending)
    }
  }

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    let ending = profile.ending(of: owner)?.bytes ?? []
    return Conclusion(tally, field, values: ["ending": quoted(ending)]).map { [$0] } ?? []
  }
}
