// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Dataset
import Tables

/// The columns of a whole file: later rows of JSON may have more than the first.
struct FileColumns {
  private(set) var names: [String] = []
  /// Those of them that say what the rows are.
  private(set) var shaping: [String] = []
  private(set) var rows = 0
  /// Columns in which every value is a truth, and some are false.
  private(set) var flag: String?

  /// What flags are called beside a completion, as in KTO's data.
  private static let flags = ["label", "preferred", "is_good", "desirable"]

  private struct Count {
    var truths = 0
    var falsehoods = 0
    var others = 0
  }

  /// - Throws: `AssayError` when the file cannot be read, or has no rows.
  init(_ source: TableSource) throws(AssayError) {
    var counts: [String: Count] = [:]
    var votes = ShapeVotes()
    var reader = try source.open()
    while let batch = try reader.next() {
      names = batch.columns
      rows += batch.count
      for index in 0..<batch.count { votes.add(batch[index]) }
      for (place, name) in batch.columns.enumerated() where Self.flags.contains(name.lowercased()) {
        for index in 0..<batch.count {
          Self.add(batch[index], place, to: &counts[name, default: Count()])
        }
      }
    }
    guard rows > 0 else {
      throw AssayError(
        "the file has no rows", at: Location(file: source.path),
        remedy: "Check that the export was complete")
    }
    shaping = votes.columns(of: names)
    flag = names.first { name in
      counts[name].map { $0.falsehoods > 0 && $0.others == 0 } ?? false
    }
  }

  private static func add(_ row: Row, _ place: Int, to count: inout Count) {
    switch row.kind(place) {
    case .missing, .null: return
    default: break
    }
    switch row.text(place).lowercased() {
    case "true": count.truths += 1
    case "false": count.falsehoods += 1
    default: count.others += 1
    }
  }
}
