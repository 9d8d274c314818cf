// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records

/// A check of the texts of one column, which is all that a rule file has to name.
protocol ColumnCheck: Check {
  var field: Field { get }
  init(field: Field)
}

extension ColumnCheck {
  init(_ parameters: inout Parameters) throws(AssayError) {
    self.init(field: try parameters.choice("column"))
  }
}

/// A check of how texts stand to the separator or stop sequence that their column has.
protocol EndingCheck: ColumnCheck {
  /// Notes a record at fault.
  /// - Parameter ending: the separator or stop sequence of the column.
  func inspect(_ record: Record, _ ending: [UInt8], into tally: inout Tally)
}

extension EndingCheck {
  static var holes: [String] { ["ending"] }

  func inspect(_ record: Record, _ profile: Profile, into tally: inout Tally) {
    guard let ending = profile.ending(of: field)?.bytes else { return }
    inspect(record, ending, into: &tally)
  }

  /// The ending is looked up once: all threads would wait for one another to count who holds it.
  func inspectAll(_ block: RecordBlock, _ profile: Profile, into tally: inout Tally) {
    guard let ending = profile.ending(of: field)?.bytes else { return }
    let records = block.records
    for index in records.indices where !records[index].isStray {
      inspect(records[index], ending, into: &tally)
    }
  }

  func isNeeded(_ profile: Profile) -> Bool {
    profile.needsEnding(field) && profile.ending(of: field) != nil
  }

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    let ending = profile.ending(of: field)?.bytes ?? []
    return Conclusion(tally, field, values: ["ending": quoted(ending)]).map { [$0] } ?? []
  }
}

/// A check that a separator or stop sequence is not too large, by one measure.
protocol EndingLimitCheck: Check {
  var field: Field { get }
  var maximum: Int { get }
  init(field: Field, maximum: Int)

  /// The measure; nil where it cannot be taken.
  func size(of ending: Ending, _ profile: Profile) -> Int?
  /// What the message says besides the ending.
  func values(size: Int) -> [String: String]
}

extension EndingLimitCheck {
  init(_ parameters: inout Parameters) throws(AssayError) {
    self.init(
      field: try parameters.choice("column"), maximum: try parameters.integer("maximum"))
  }

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    guard profile.needsEnding(field), let ending = profile.ending(of: field),
      let size = size(of: ending, profile), size > maximum
    else { return [] }
    let values = values(size: size).merging(["ending": quoted(ending.bytes)]) { own, _ in own }
    return [Conclusion(field, rows: ending.rows, values: values)]
  }
}
