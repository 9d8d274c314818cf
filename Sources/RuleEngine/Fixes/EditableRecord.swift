// SPDX-License-Identifier: Apache-2.0

package import Tables

/// A record under repair.
package struct EditableRecord: Sendable {
  package let number: Int
  package let line: Int
  package var prompt: [UInt8]
  package var completion: [UInt8]
  package var promptKind: CellKind
  package var completionKind: CellKind
  /// The row is left out of the output.
  package var isDropped = false
  /// The codes of the rules whose fixes changed or dropped the row, in that order.
  package internal(set) var codes: [String] = []

  package init(_ record: Record) {
    number = record.number
    line = record.line
    prompt = Array(record.prompt)
    completion = Array(record.completion)
    promptKind = record.promptKind
    completionKind = record.completionKind
  }

  package subscript(field: Field) -> [UInt8] {
    get { field == .prompt ? prompt : completion }
    set { if field == .prompt { prompt = newValue } else { completion = newValue } }
  }

  package func kind(of field: Field) -> CellKind {
    field == .prompt ? promptKind : completionKind
  }

  /// Marks a field as text.
  package mutating func becomeText(_ field: Field) {
    if field == .prompt { promptKind = .text } else { completionKind = .text }
  }
}
