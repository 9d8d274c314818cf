// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Checks
import Dataset
import Records
import Tables

/// The earlier rows that duplicates repeat, so that people need not look for them. Where a duplicate is
/// shown, the file is read again as far as that row.
struct RepeatedRows: Sendable {
  /// The rows that are shown, by the rule that found them.
  private var wanted: [RuleCode: Set<Int>] = [:]
  /// What they say.
  private var exact: [UInt64: [Int]] = [:]
  private var normalized: [UInt64: [Int]] = [:]
  private var words: [Int: Set<UInt64>] = [:]
  private var found: [Int: Finding.Place] = [:]
  /// Of near duplicates, how alike the row that was found is.
  private var likeness: [Int: Double] = [:]

  /// Files with more rows than this are not searched for the rows that near duplicates are like: there
  /// each is compared with all before it.
  private static let mostCompared = 100_000

  /// - Parameter places: how many places of each finding are shown.
  init(_ findings: [Finding], places: Int) {
    for finding in findings {
      guard let code = finding.repeatCode else { continue }
      wanted[code, default: []].formUnion(finding.places.prefix(places).map(\.row))
    }
    if last > Self.mostCompared { wanted[.nearDuplicate] = nil }
  }

  /// The last row that is shown; -1 where there is none.
  private var last: Int { wanted.values.joined().max() ?? -1 }

  /// The row that another repeats; nil where it is not known.
  func place(repeatedBy row: Int) -> Finding.Place? { found[row] }

  /// Takes a row that is shown.
  mutating func learn(_ record: Record) {
    let number = record.number
    if wanted[.duplicateRow]?.contains(number) == true {
      exact[Self.exactHash(record), default: []].append(number)
    }
    if wanted[.normalizedDuplicate]?.contains(number) == true {
      normalized[ByteHash.hash(Self.normalizedText(record)), default: []].append(number)
    }
    if wanted[.nearDuplicate]?.contains(number) == true {
      words[number] = Self.words(of: record)
    }
  }

  /// Looks for the rows that those that were learned repeat.
  mutating func find(in source: any RowSource, _ names: ColumnNames) throws(AssayError) {
    let last = last
    guard last > 0 else { return }
    var reader = try source.open()
    while let rows = try reader.next(), rows.firstRow < last {
      RecordBatch(rows, names: names).visit { record in
        if record.number < last { compare(record) }
      }
    }
    found = found.mapValues { source.located($0) }
  }

  private mutating func compare(_ record: Record) {
    let place = Finding.Place(row: record.number, line: record.line)
    if !exact.isEmpty { note(exact[Self.exactHash(record)], place) }
    guard !normalized.isEmpty || !words.isEmpty else { return }
    let text = Self.normalizedText(record)
    if !normalized.isEmpty { note(normalized[ByteHash.hash(text)], place) }
    if !words.isEmpty { compare(Self.words(of: text), place) }
  }

  /// The first row counts.
  private mutating func note(_ rows: [Int]?, _ place: Finding.Place) {
    for row in rows ?? [] where row > place.row && found[row] == nil { found[row] = place }
  }

  /// The row that is most alike counts.
  private mutating func compare(_ own: Set<UInt64>, _ place: Finding.Place) {
    for (row, others) in words where row > place.row {
      let shared = Double(own.intersection(others).count)
      let alike = shared / Double(max(1, own.union(others).count))
      guard alike > likeness[row] ?? 0 else { continue }
      likeness[row] = alike
      found[row] = place
    }
  }

  private static func exactHash(_ record: Record) -> UInt64 {
    if let chat = record.chat { return ByteHash.hash(chat.bytes) }
    return ByteHash.joined(ByteHash.hash(record.prompt), ByteHash.hash(record.completion))
  }

  private static func normalizedText(_ record: Record) -> [UInt8] {
    var text: [UInt8] = []
    record.appendNormalizedText(to: &text)
    return text
  }

  private static func words(of record: Record) -> Set<UInt64> {
    words(of: normalizedText(record))
  }

  private static func words(of text: [UInt8]) -> Set<UInt64> {
    Set(text.split { $0 == 0x20 || $0 == 0x0A }.map { ByteHash.hash(Array($0)) })
  }
}

extension Finding {
  /// The rule, where it is one about rows that repeat earlier ones.
  fileprivate var repeatCode: RuleCode? {
    RuleCode(rawValue: code).flatMap { code in
      [.duplicateRow, .normalizedDuplicate, .nearDuplicate].contains(code) ? code : nil
    }
  }

  /// Whether its rows repeat earlier ones.
  var isAboutRepeats: Bool { repeatCode != nil }
}
