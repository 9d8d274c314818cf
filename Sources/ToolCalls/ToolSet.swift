// SPDX-License-Identifier: Apache-2.0

package import JSON
import JSONSchema

/// The tools of a row by their names, with the schemas of their arguments.
package struct ToolSet: Sendable {
  /// A tool; its schema is nil where it has none that can be used.
  struct Tool: Sendable {
    let schema: JSONSchema?
  }

  private(set) var tools: [String: Tool] = [:]
  /// What is wrong with the schemas.
  package private(set) var faults: [ToolCallFault] = []

  /// - Parameters:
  ///   - list: objects of `name` and `parameters`, also under `function`.
  ///   - column: what the list is called, for pointers.
  package init(_ list: [JSONValue], column: String = "tools") {
    for (index, item) in list.enumerated() {
      let isWrapped = item["function"]?.object != nil
      let function = item["function"] ?? item
      guard let name = function["name"]?.string else { continue }
      let key = function["parameters"] == nil ? "input_schema" : "parameters"
      let place = "/\(column)/\(index)\(isWrapped ? "/function" : "")/\(key)"
      add(name, function[key], at: place)
    }
  }

  private mutating func add(_ name: String, _ document: JSONValue?, at place: String) {
    guard let document, document != .null else {
      tools[name] = Tool(schema: nil)
      return
    }
    do throws(SchemaFault) {
      tools[name] = Tool(schema: try JSONSchema(document))
    } catch {
      tools[name] = Tool(schema: nil)
      faults.append(
        ToolCallFault(
          .badSchema, at: place + error.pointer, expected: "a JSON Schema",
          found: "`\(name)` has none: \(error.message)"))
    }
  }

  /// The names in their order, as a sentence has them.
  var names: String {
    let sorted = tools.keys.sorted()
    guard !sorted.isEmpty else { return "no tool at all" }
    return "one of " + sorted.prefix(6).map { "`\($0)`" }.joined(separator: ", ")
      + (sorted.count > 6 ? ", ..." : "")
  }
}
