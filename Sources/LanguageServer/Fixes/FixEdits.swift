// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Fixes
import Records
import RuleEngine
import Tables
import Workflows

/// The fixes of a text of rows as edits of the text itself: cells that a fix changes are written anew
/// in their place, rows that it drops go, and all else stays as somebody wrote it. A chat that a fix
/// changes is written anew as a whole. What only the writing of a new file can mend is no edit.
struct FixEdits {
  let options: CheckOptions
  let policy: FixPolicy

  /// What a fix does to a row.
  private struct Change: Sendable {
    let row: Int
    let line: Int
    let isDropped: Bool
    /// The texts before and after, by the column they stand in.
    let texts: [(field: Field, before: [UInt8], after: [UInt8])]
    /// The row of a chat as JSON; nil in other files.
    let chat: [UInt8]?
  }

  /// - Parameters:
  ///   - path: where the text belongs.
  ///   - row: the one row that is wanted, counted from 0; nil for all.
  /// - Throws: `AssayError` when the text cannot be read, or is of a form that no fix knows.
  func edits(
    _ text: EditedText, path: String, row: Int? = nil
  ) throws(AssayError) -> [TextEdit] {
    let copy = try CopiedFile(text, of: path)
    let outcome = try Fixing.decide(copy.file, options, policy: policy)
    let changes = try changes(outcome).filter { row == nil || $0.row == row }
    let places = RowPlaces(
      text, format: outcome.before.format, columns: outcome.before.columns)
    let removals = places.removals(of: changes.filter(\.isDropped).map { ($0.row, $0.line) })
    return
      (removals.map { TextEdit(range: $0, text: "") }
      + changes.filter { !$0.isDropped }.flatMap {
        edits($0, places, text: text, profile: outcome.before)
      })
      .sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  private func changes(_ outcome: Fixer.Outcome) throws(AssayError) -> [Change] {
    let plan = outcome.plan
    let stream = RecordStream(
      outcome.rows.source, names: outcome.rows.names, threads: outcome.rows.threads)
    var changes: [Change] = []
    try stream.mapInOrder { batch in
      var changes: [Change] = []
      plan.visit(batch) { record, edited in
        if !edited.isUnchanged(from: record) { changes.append(Self.change(of: record, edited)) }
      }
      return changes
    } consume: {
      changes += $0
    }
    return changes
  }

  private static func change(
    of record: Record, _ edited: borrowing EditableRecord
  ) -> Change {
    var texts: [(field: Field, before: [UInt8], after: [UInt8])] = []
    for field in Field.allCases {
      let before = Array(record.text(of: field))
      if before != edited[field] { texts.append((field, before, edited[field])) }
    }
    var line: [UInt8] = []
    edited.chat?.writeLine(to: &line)
    return Change(
      row: record.number, line: record.line, isDropped: edited.isDropped, texts: texts,
      chat: edited.chat == nil ? nil : line.dropLast())
  }

  /// A cell is touched only where it says what was read: a prompt that a template made of several
  /// cells stands in none of them.
  private func edits(
    _ change: Change, _ places: RowPlaces, text: EditedText, profile: Profile
  ) -> [TextEdit] {
    if let chat = change.chat {
      guard profile.format.holdsLists, let place = places.row(change.row, line: change.line) else {
        return []
      }
      return [TextEdit(range: place, text: String(decoding: chat, as: UTF8.self))]
    }
    return change.texts.compactMap { item in
      guard let column = profile.column(of: item.field),
        let cell = places.cell(column, row: change.row, line: change.line),
        cell.decoded(text.bytes) == item.before
      else { return nil }
      let new = cell.encoded(item.after, delimiter: places.delimiter)
      return TextEdit(range: cell.range, text: String(decoding: new, as: UTF8.self))
    }
  }
}
