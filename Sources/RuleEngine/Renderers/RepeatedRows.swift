// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Checks
import Dataset
import Records
import Tables

/// The earlier rows that duplicates repeat, so that people need not look for them. The file is read
/// again, as far as the last duplicate that is shown.
struct RepeatedRows: Sendable {
  /// An earlier row.
  struct Place: Sendable, Equatable {
    let row: Int
    let line: Int
  }

  private var found: [Int: Place] = [:]
  /// Of near duplicates, how alike the row that was found is.
  private var likeness: [Int: Double] = [:]

  /// Files with more rows than this are not searched for the rows that near duplicates are like: there
  /// each is compared with all before it.
  private static let mostCompared = 100_000

  /// - Parameter places: how many places of each finding are shown.
  init(
    _ findings: [Finding], of source: any RowSource, names: ColumnNames, places: Int
  ) throws(AssayError) {
    var wanted: [RuleCode: [Int]] = [:]
    for finding in findings {
      guard let code = RuleCode(rawValue: finding.code), Self.codes.contains(code) else { continue }
      wanted[code, default: []] += finding.places.prefix(places).map(\.row)
    }
    guard let last = wanted.values.joined().max() else { return }
    if last > Self.mostCompared { wanted[.nearDuplicate] = nil }
    var sought = Sought()
    try Self.visit(source, names, until: last) { sought.learn($0, wanted) }
    try Self.visit(source, names, until: last) { compare($0, sought) }
  }

  private static let codes: Set<RuleCode> = [.duplicateRow, .normalizedDuplicate, .nearDuplicate]

  /// The row that another repeats; nil where it is not known.
  func place(repeatedBy row: Int) -> Place? { found[row] }

  private static func visit(
    _ source: any RowSource, _ names: ColumnNames, until last: Int, _ body: (Record) -> Void
  ) throws(AssayError) {
    var reader = try source.open()
    while let rows = try reader.next(), rows.firstRow <= last {
      RecordBatch(rows, names: names).visit { record in
        if record.number <= last { body(record) }
      }
    }
  }

  private mutating func compare(_ record: Record, _ sought: Sought) {
    let place = Place(row: record.number, line: record.line)
    for (rows, hash) in [
      (sought.exact, Sought.exactHash(record)), (sought.normalized, Sought.normalizedHash(record)),
    ] where !rows.isEmpty {
      for row in rows[hash] ?? [] where row > record.number && found[row] == nil {
        found[row] = place
      }
    }
    guard !sought.words.isEmpty else { return }
    let words = Sought.words(of: record)
    for (row, others) in sought.words where row > record.number {
      let shared = Double(words.intersection(others).count)
      let alike = shared / Double(max(1, words.union(others).count))
      guard alike > likeness[row] ?? 0 else { continue }
      likeness[row] = alike
      found[row] = place
    }
  }

  /// What the rows say that are to be found earlier in the file.
  private struct Sought {
    var exact: [UInt64: [Int]] = [:]
    var normalized: [UInt64: [Int]] = [:]
    var words: [Int: Set<UInt64>] = [:]

    mutating func learn(_ record: Record, _ wanted: [RuleCode: [Int]]) {
      let number = record.number
      if wanted[.duplicateRow]?.contains(number) == true {
        exact[Self.exactHash(record), default: []].append(number)
      }
      if wanted[.normalizedDuplicate]?.contains(number) == true {
        normalized[Self.normalizedHash(record), default: []].append(number)
      }
      if wanted[.nearDuplicate]?.contains(number) == true {
        words[number] = Self.words(of: record)
      }
    }

    static func exactHash(_ record: Record) -> UInt64 {
      if let chat = record.chat { return ByteHash.hash(chat.bytes) }
      return ByteHash.joined(ByteHash.hash(record.prompt), ByteHash.hash(record.completion))
    }

    static func normalizedHash(_ record: Record) -> UInt64 { ByteHash.hash(normalized(record)) }

    static func words(of record: Record) -> Set<UInt64> {
      Set(normalized(record).split { $0 == 0x20 || $0 == 0x0A }.map { ByteHash.hash(Array($0)) })
    }

    private static func normalized(_ record: Record) -> [UInt8] {
      var text: [UInt8] = []
      if let chat = record.chat {
        TextNormalizer.append(chat.bytes, to: &text)
      } else {
        TextNormalizer.append(record.prompt, to: &text)
        text.append(0x0A)
        TextNormalizer.append(record.completion, to: &text)
      }
      return text
    }
  }
}

extension Finding {
  /// Whether its rows repeat earlier ones.
  var isAboutRepeats: Bool {
    [RuleCode.duplicateRow, .normalizedDuplicate, .nearDuplicate].contains { $0.rawValue == code }
  }
}
