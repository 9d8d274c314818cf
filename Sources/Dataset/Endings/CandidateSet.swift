// SPDX-License-Identifier: Apache-2.0

/// Separators or stop sequences that assay may propose, in the order of preference, which of them
/// some text holds inside, and how many texts end with them; the marks that end sentences, too.
package struct CandidateSet: Mergeable, Codable {
  package let candidates: [[UInt8]]
  /// The place of the rare byte of each.
  private let pivots: [Int]
  package let last: [UInt8]
  private let groups: [Group]
  /// For each byte a bit for the group whose rare byte it is.
  private let groupBits: [UInt32]
  /// A bit for each candidate.
  private var held: UInt64 = 0
  private var texts = 0
  /// Texts of several lines.
  private var multiLine = 0
  /// The first candidate without space around it, and whether some text ends in it.
  private let firstMark: [UInt8]
  private var isFirstUsed = false
  /// Texts that hold a candidate at their end only.
  private var endings: [Int]
  /// The candidates from here on are sentence marks, which are never proposed.
  private let firstMarkOfSentences: Int

  /// Candidates that have one rare byte in common: a text without it holds none of them.
  private struct Group: Sendable, Codable {
    let pivot: UInt8
    var members: [Int] = []
    var bits: UInt64 = 0
  }

  package init(_ rules: FactRules.Endings) {
    candidates = (rules.proposals + rules.sentenceMarks).map { Array($0.utf8) }
    firstMarkOfSentences = rules.proposals.count
    firstMark = Array((candidates.first ?? []).trimmed { $0.isWhitespace })
    endings = Array(repeating: 0, count: candidates.count)
    pivots = candidates.map(Bytes.pivot)
    last = Array(rules.last.utf8)
    var groups: [Group] = []
    for (index, candidate) in candidates.enumerated() {
      let pivot = candidate[pivots[index]]
      let group = groups.firstIndex { $0.pivot == pivot } ?? groups.count
      if group == groups.count { groups.append(Group(pivot: pivot)) }
      groups[group].members.append(index)
      groups[group].bits |= 1 << UInt64(index)
    }
    self.groups = groups
    var bits = [UInt32](repeating: 0, count: 256)
    for (index, group) in groups.enumerated() { bits[Int(group.pivot)] = 1 << UInt32(index) }
    groupBits = bits
  }

  /// Zero-width characters near the end are not looked at: whoever takes them out, as the fix of UNI003
  /// does, finds the ending that they hid.
  package mutating func add(_ text: Bytes) {
    let end = Bytes(rebasing: text.suffix(Self.tailBytes))
    guard ZeroWidth.ranges(in: end).isEmpty else {
      return ZeroWidth.removed(from: text).withUnsafeBufferPointer { addPlain($0) }
    }
    addPlain(text)
  }

  /// What endings may take at the end of a text.
  private static let tailBytes = 32

  private mutating func addPlain(_ text: Bytes) {
    texts += 1
    let body = Bytes(rebasing: text[..<text.visibleEnd])
    if body.contains(byte: 0x0A, from: 0) { multiLine += 1 }
    isFirstUsed = isFirstUsed || body.ends(in: firstMark)
    var met = text.count <= Self.shortText ? groupsOfShort(text) : groupsOfLong(text)
    while met != 0 {
      search(text, groups[met.trailingZeroBitCount].members)
      met &= met - 1
    }
  }

  /// Up to here it is faster to look at each byte than to search the text for each rare byte.
  private static let shortText = 32

  /// The groups whose rare byte the text holds.
  private func groupsOfShort(_ text: Bytes) -> UInt32 {
    groupBits.withUnsafeBufferPointer { bits in text.reduce(0) { $0 | bits[Int($1)] } }
  }

  private func groupsOfLong(_ text: Bytes) -> UInt32 {
    var met: UInt32 = 0
    for index in groups.indices where groups[index].bits & ~held != 0 {
      if text.contains(byte: groups[index].pivot, from: 0) { met |= 1 << UInt32(index) }
    }
    return met
  }

  private mutating func search(_ text: Bytes, _ members: [Int]) {
    for index in members where held & 1 << UInt64(index) == 0 {
      guard let offset = text.firstOffset(of: candidates[index], pivot: pivots[index]) else {
        continue
      }
      if offset + candidates[index].count >= text.visibleEnd {
        endings[index] += 1
      } else {
        held |= 1 << UInt64(index)
      }
    }
  }

  package mutating func merge(_ next: CandidateSet) {
    held |= next.held
    texts += next.texts
    multiLine += next.multiLine
    isFirstUsed = isFirstUsed || next.isFirstUsed
    for index in endings.indices { endings[index] += next.endings[index] }
  }

  /// Whether a candidate is a line with text in it.
  private func isLine(_ candidate: [UInt8]) -> Bool {
    candidate.first == 0x0A && candidate.last == 0x0A && !candidate.isBlank
  }

  private var proposals: Range<Int> { 0..<firstMarkOfSentences }

  /// Whether no text holds a candidate inside.
  private func isFree(_ index: Int) -> Bool { held & 1 << UInt64(index) == 0 }

  /// The mark that ends every text, each of which is one sentence: it stands nowhere inside them.
  package var sentenceMark: [UInt8]? {
    (firstMarkOfSentences..<candidates.count).first { isFree($0) && endings[$0] == texts }
      .map { candidates[$0] }
  }

  /// Candidates that stand at the end of texts and never inside one: they are no text.
  package var onlyAtEnd: [[UInt8]] {
    proposals.filter { endings[$0] > 0 && isFree($0) }.map { candidates[$0] }
  }

  /// The candidate that most texts end with, if that is a tenth of them or more; else the first that
  /// no text holds, a line of its own where most texts have several lines.
  package var proposal: [UInt8] {
    let free = proposals.filter(isFree)
    let common = free.max { endings[$0] < endings[$1] }
    if let common, endings[common] * 10 >= texts, endings[common] > 0 { return candidates[common] }
    let unused = free.filter { endings[$0] == 0 }
    // A text of several lines ends where a line of its own says so.
    let isMultiLine = multiLine * 2 > texts && !isFirstUsed
    let ownLine = isMultiLine ? unused.first { isLine(candidates[$0]) } : nil
    return (ownLine ?? unused.first).map { candidates[$0] } ?? last
  }
}
