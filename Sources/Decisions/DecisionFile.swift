// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import JSON
import Platform

/// What was decided about the rows of a file: a line for each decision, the last about a row counts.
package struct DecisionFile: Sendable, Equatable {
  /// As the user named it.
  package let path: String
  /// The decisions that count, in the order in which the rows were first decided about.
  package let decisions: [RowDecision]
  /// The bytes of whole lines: what a crash left of another one is behind them.
  let wholeBytes: Int

  /// Reads a file.
  /// - Throws: `AssayError` when it cannot be read, or a line is no decision.
  package init(path: String) throws(AssayError) {
    let bytes = try Files.read(path)
    self.path = path
    wholeBytes = (bytes.lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
    var order: [RowIdentity] = []
    var last: [RowIdentity: RowDecision] = [:]
    let lines = bytes[..<wholeBytes].split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where !line.isEmpty {
      let place = Location(file: path, line: index + 1)
      let decision = try Self.decision(Array(line), at: place)
      if last[decision.row] == nil { order.append(decision.row) }
      last[decision.row] = decision
    }
    decisions = order.compactMap { last[$0] }.filter { $0.action != .undo }
  }

  private static func decision(
    _ line: [UInt8], at place: Location
  ) throws(AssayError) -> RowDecision {
    guard let json = try? JSONParser.parse(line, file: place.file),
      let decision = RowDecision(json)
    else {
      throw AssayError(
        "the line is not a decision about a row", at: place,
        remedy: "Name a file that assay review wrote, or remove the line")
    }
    return decision
  }
}
