// SPDX-License-Identifier: Apache-2.0

package import JSON
import Records

/// What a person decided about a row.
package struct RowDecision: Sendable, Equatable {
  package enum Action: Sendable, Equatable {
    /// The label is right.
    case keep
    /// The label is to be another one, as the file writes it.
    case change(String)
    /// The row is to go.
    case drop
    /// An earlier decision does not count any more.
    case undo
  }

  package let row: RowIdentity
  package let action: Action
  /// The label that the row had.
  package let label: String
  /// The row's number in the file then, from 0; for people, nothing rests on it.
  package let number: Int
  /// How its prompt begins; for people.
  package let text: String

  private static let shownCharacters = 80

  package init(_ row: RowIdentity, _ action: Action, label: String, number: Int, text: String) {
    self.row = row
    self.action = action
    self.label = label
    self.number = number
    self.text = String(text.prefix(Self.shownCharacters))
  }

  // MARK: JSON

  /// A line of the file of decisions.
  package var json: JSONValue {
    var object: JSONObject = [
      "row": .string(row.key.text), "copy": .integer(row.copy), "action": .string(name),
      "label": .string(label),
    ]
    if case .change(let label) = action { object.append("to", .string(label)) }
    object.append("number", .integer(number))
    object.append("text", .string(text))
    return .object(object)
  }

  /// Nil when it is no decision.
  package init?(_ json: JSONValue) {
    guard let key = json["row"]?.string.flatMap(RowKey.init(text:)),
      let copy = json["copy"]?.integer, copy >= 0,
      let action = Self.action(json["action"]?.string, to: json["to"]?.string),
      let label = json["label"]?.string
    else { return nil }
    self.init(
      RowIdentity(key: key, copy: copy), action, label: label,
      number: json["number"]?.integer ?? 0, text: json["text"]?.string ?? "")
  }

  private var name: String {
    switch action {
    case .keep: "keep"
    case .change: "change"
    case .drop: "drop"
    case .undo: "undo"
    }
  }

  private static func action(_ name: String?, to label: String?) -> Action? {
    switch name {
    case "keep": .keep
    case "change": label.map { .change($0) }
    case "drop": .drop
    case "undo": .undo
    default: nil
    }
  }
}
