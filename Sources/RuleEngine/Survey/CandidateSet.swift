// SPDX-License-Identifier: Apache-2.0

/// Separators or stop sequences that assay may propose, in the order of preference, and which of
/// them some text already holds.
struct CandidateSet: Mergeable {
  /// The first is what the widely used preparation tool of the legacy guide proposes; one token.
  static let separators = [" ->", "\n\n###\n\n", "\n\n===\n\n", "\n\n---\n\n", "\n\n===>\n\n"]
  /// ` END` is the guide's example; it is one token and, unlike a line break, rare in text.
  static let stops = [" END", "\n", "***", "+++", "&&&", "$$$", "@@@", "%%%"]
  /// When texts hold every candidate.
  static let lastSeparator = "\n\n### =>\n\n"
  static let lastStop = " [END]"

  let candidates: [[UInt8]]
  let last: [UInt8]
  private var held: [Bool]

  init(for field: Field) {
    candidates = (field == .prompt ? Self.separators : Self.stops).map { Array($0.utf8) }
    last = Array((field == .prompt ? Self.lastSeparator : Self.lastStop).utf8)
    held = Array(repeating: false, count: candidates.count)
  }

  mutating func add(_ text: Bytes) {
    for (index, candidate) in candidates.enumerated() where !held[index] {
      if text.firstOffset(of: candidate) != nil { held[index] = true }
    }
  }

  mutating func merge(_ next: CandidateSet) {
    for index in held.indices where next.held[index] { held[index] = true }
  }

  /// The first candidate that no text holds.
  var proposal: [UInt8] {
    held.firstIndex(of: false).map { candidates[$0] } ?? last
  }
}
