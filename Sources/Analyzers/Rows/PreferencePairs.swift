// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Dataset
package import JSON
package import Records
import Tables

/// Finds out what is wrong with preferences: answers that are the same, empty, or to different prompts, and
/// whether the better ones are shorter or longer all over the file.
package struct PreferencePairs: StoredAnalyzer {
  /// What can be wrong with the two answers of a row. Each is one rule.
  package enum Fault: String, Sendable, CaseIterable, Codable, CodingKeyRepresentable {
    case sameAnswer = "same-answer"
    case emptyAnswer = "empty-answer"
    case otherPrompt = "other-prompt"
  }

  /// The rows with a fault.
  package struct Rows: Sendable, Codable {
    package fileprivate(set) var count = 0
    package fileprivate(set) var places: [Finding.Place] = []

    fileprivate mutating func merge(_ next: Rows) {
      count += next.count
      places += next.places.prefix(Finding.shownPlaces - places.count)
    }
  }

  package struct Fact: Sendable, Codable {
    package fileprivate(set) var faults: [Fault: Rows] = [:]
    /// Rows with two answers, by how the better one's length compares: at most half of the worse one's, at
    /// least twice, and all.
    package fileprivate(set) var shorter = 0
    package fileprivate(set) var longer = 0
    package fileprivate(set) var compared = 0
  }

  private var found = Fact()

  package init() {}

  package func starting(on stream: RecordStream, _ settings: Settings) -> PreferencePairs? {
    stream.hasAllColumns ? self : nil
  }

  package mutating func add(_ batch: HashedBatch) {
    let records = batch.records
    guard let names = records.columns.preferences else { return }
    let columns = records.rows.columns
    let prompt = names.prompt.flatMap { columns.firstIndex(of: $0) }
    let halves = [names.better, names.worse].map { columns.firstIndex(of: $0) }
    for index in 0..<records.count {
      let row = records.rows[index]
      // A row of another shape, which has none of the columns.
      let used = [prompt] + halves
      if used.allSatisfy({ $0.map { row.kind($0).isNothing } ?? true }) { continue }
      let place = Finding.Place(row: records.number(of: index), line: row.line)
      compare(row.preferred(prompt, halves[0]), row.preferred(prompt, halves[1]), at: place)
    }
  }

  private mutating func compare(
    _ better: [JSONValue], _ worse: [JSONValue], at place: Finding.Place
  ) {
    for fault in Self.faults(better, worse) { add(fault, place) }
    guard let first = Self.answer(better), let second = Self.answer(worse) else { return }
    found.compared += 1
    if first.utf8.count * 2 <= second.utf8.count { found.shorter += 1 }
    if first.utf8.count >= second.utf8.count * 2 { found.longer += 1 }
  }

  /// What is wrong with two conversations that end in the better and in the worse answer.
  package static func faults(_ better: [JSONValue], _ worse: [JSONValue]) -> [Fault] {
    guard let first = answer(better), let second = answer(worse) else { return [.emptyAnswer] }
    var faults: [Fault] = first == second ? [.sameAnswer] : []
    if better.dropLast() != worse.dropLast() { faults.append(.otherPrompt) }
    return faults
  }

  /// What the last message says, without the white space around it; nil where that is nothing, or the
  /// message is somebody else's. Whoever has no known role may be the assistant under another name.
  private static func answer(_ messages: [JSONValue]) -> String? {
    guard let last = messages.last, Conversation.role(last) ?? .assistant == .assistant else {
      return nil
    }
    let calls = Conversation.hasCalls(last) ? [last["tool_calls"], last["function_call"]] : []
    let text = (Conversation.texts(last) + calls.compactMap { $0?.text() }).joined(separator: "\n")
    guard !text.utf8.isBlank else { return nil }
    return String(decoding: Array(text.utf8).trimmed { $0.isWhitespace }, as: UTF8.self)
  }

  private mutating func add(_ fault: Fault, _ place: Finding.Place) {
    found.faults[fault, default: Rows()].merge(Rows(count: 1, places: [place]))
  }

  package mutating func merge(_ next: PreferencePairs) {
    for (fault, rows) in next.found.faults { found.faults[fault, default: Rows()].merge(rows) }
    found.shorter += next.found.shorter
    found.longer += next.found.longer
    found.compared += next.found.compared
  }

  package func fact(_ profile: Profile, _ stream: RecordStream) throws(AssayError) -> Fact { found }
}
