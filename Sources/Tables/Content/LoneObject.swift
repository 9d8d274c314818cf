// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON

/// An object that is all that a file of JSON has, where an array of rows was expected.
struct LoneObject {
  private let members: [JSONObject.Member]
  private static let namedKeys = 6

  /// Nil when the text is no object without faults, which is for the reader to say.
  init?(_ text: UnsafeBufferPointer<UInt8>) {
    guard case .object(let object)? = try? JSONParser.parse(text) else { return nil }
    members = object.members
  }

  func error(file: String) -> AssayError {
    guard !members.isEmpty else { return .noRows(file: file, "the file is an object without keys") }
    let keys = Plural.listed(members, most: Self.namedKeys) { "'\($0.key)'" }
    let verb = members.count == 1 ? "key is" : "keys are"
    return AssayError(
      "the file is one object, where an array of objects was expected; its \(verb) \(keys)",
      at: Location(file: file), remedy: remedy, code: .wrongFormat)
  }

  private var remedy: String {
    if let columns = byColumns { return columns }
    let lists = members.filter { Self.isListOfObjects($0.value) }.map(\.key)
    guard let first = lists.first else {
      if let pairs = ofPairs { return pairs }
      return "If the rows are inside the object, keep their array alone; if the object is a row, "
        + "put it in square brackets"
    }
    let choice = lists.count == 1 ? "Keep the array of rows alone" : "Keep one array of rows alone"
    return "\(choice), as `jq '.[\(JSONValue.string(first).text())]' FILE > rows.json` does"
  }

  /// What to do where the rows are lists of a text and its label, such as `["where is it", "mail"]`.
  private var ofPairs: String? {
    guard let first = members.first(where: { Self.isListOfPairs($0.value) }) else { return nil }
    return "Write an object for each row, as `jq '.[\(JSONValue.string(first.key).text())]"
      + " | map({prompt: .[0], completion: .[1]})' FILE > rows.json` does"
  }

  /// What to do where the cells stand by columns, as pandas writes tables unless it is told otherwise.
  private var byColumns: String? {
    let pandas = "Write an object for each row, as Python's"
    let rows = "to_json('rows.jsonl', orient='records', lines=True)` does"
    if Set(members.map(\.key)).isSuperset(of: ["columns", "data"]),
      members.first(where: { $0.key == "columns" })?.value.array != nil
    {
      return "\(pandas) `pandas.read_json(FILE, orient='split').\(rows)"
    }
    let counts = members.map { Self.cellCount($0.value) }
    guard members.count > 1, let first = counts[0], counts.allSatisfy({ $0 == first }) else {
      return nil
    }
    return "\(pandas) `pandas.read_json(FILE).\(rows)"
  }

  /// How many cells a column has; nil where the value is none.
  private static func cellCount(_ value: JSONValue) -> Int? {
    switch value {
    case .array(let cells) where !cells.isEmpty && !isListOfObjects(value) && !isListOfPairs(value):
      cells.count
    case .object(let cells) where cells.members.first?.key == "0": cells.members.count
    default: nil
    }
  }

  private static func isListOfPairs(_ value: JSONValue) -> Bool {
    guard let first = value.array?.first?.array, first.count == 2 else { return false }
    return first.allSatisfy { $0.string != nil }
  }

  private static func isListOfObjects(_ value: JSONValue) -> Bool {
    guard let first = value.array?.first, case .object = first else { return false }
    return true
  }
}
