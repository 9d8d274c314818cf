// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import Yams

/// A mapping of a rule file, read strictly: each key is taken once and typed by its reader, and
/// `finish()` refuses keys that nobody took. Keys and names are written in kebab case; files that
/// write them in snake case or camel case (`max_tokens`, `otherSheets`) are read as well.
package struct Parameters {
  /// What is being read, for messages: `check`.
  package let subject: String
  package let file: String
  private let node: Node
  private var members: [(key: String, node: Node)] = []
  private var known: [String] = []

  package init(_ node: Node, subject: String, file: String) throws(AssayError) {
    self.subject = subject
    self.file = file
    self.node = node
    guard case .mapping(let mapping) = node else {
      throw Self.error("\(subject) must be a mapping of keys to values", node, file: file)
    }
    for (key, value) in mapping {
      guard let name = key.scalar?.string else {
        throw Self.error("keys of \(subject) must be text", key, file: file)
      }
      members.append((name, value))
    }
  }

  /// Takes a key; nil when it is not there.
  package mutating func node(_ key: String) -> Node? {
    known.append(key)
    guard let index = members.firstIndex(where: { Self.isName($0.key, key) }) else { return nil }
    return members.remove(at: index).node
  }

  /// Takes a key that must be there.
  package mutating func requiredNode(_ key: String) throws(AssayError) -> Node {
    guard let node = node(key) else { throw lacking(key) }
    return node
  }

  package mutating func optionalString(_ key: String) throws(AssayError) -> String? {
    guard let node = node(key) else { return nil }
    guard let text = node.scalar?.string else { throw error("`\(key)` must be text", node) }
    return text
  }

  package mutating func string(_ key: String) throws(AssayError) -> String {
    guard let text = try optionalString(key), !text.isEmpty else {
      throw lacking(key)
    }
    return text
  }

  package mutating func integer(_ key: String, default value: Int? = nil) throws(AssayError) -> Int
  {
    guard let number = try optionalInteger(key) ?? value else {
      throw lacking(key)
    }
    return number
  }

  package mutating func optionalInteger(_ key: String) throws(AssayError) -> Int? {
    guard let node = node(key) else { return nil }
    guard let text = node.scalar?.string, let number = Int(text), number >= 0 else {
      throw error("`\(key)` must be a whole number from 0 on", node)
    }
    return number
  }

  /// Takes one of the names of an enumeration.
  package mutating func choice<Choice: RawRepresentable & CaseIterable>(
    _ key: String, _ type: Choice.Type = Choice.self
  ) throws(AssayError) -> Choice where Choice.RawValue == String {
    let node = try requiredNode(key)
    let names = Choice.allCases.map(\.rawValue)
    let text = node.scalar?.string ?? ""
    guard let name = names.first(where: { Self.isName(text, $0) }),
      let value = Choice(rawValue: name)
    else { throw unknown(text, "`\(key)`", names: names, place: node) }
    return value
  }

  /// Takes one of the names of an enumeration; nil when the key is not there.
  package mutating func optionalChoice<Choice: RawRepresentable & CaseIterable>(
    _ key: String, _ type: Choice.Type = Choice.self
  ) throws(AssayError) -> Choice? where Choice.RawValue == String {
    guard members.contains(where: { Self.isName($0.key, key) }) else {
      known.append(key)
      return nil
    }
    return try choice(key)
  }

  /// Takes true or false.
  package mutating func flag(_ key: String, default value: Bool = false) throws(AssayError) -> Bool
  {
    guard let node = node(key) else { return value }
    switch node.scalar?.string {
    case "true": return true
    case "false": return false
    default: throw error("`\(key)` must be true or false", node)
    }
  }

  /// Takes a list of texts; empty when it is not there.
  package mutating func strings(_ key: String) throws(AssayError) -> [String] {
    var texts: [String] = []
    for node in try list(key) {
      guard let text = node.scalar?.string else {
        throw error("`\(key)` must be a list of texts", node)
      }
      texts.append(text)
    }
    return texts
  }

  /// Takes a list; empty when it is not there.
  package mutating func list(_ key: String) throws(AssayError) -> [Node] {
    guard let node = node(key) else { return [] }
    guard case .sequence(let sequence) = node else { throw error("`\(key)` must be a list", node) }
    return Array(sequence)
  }

  /// Whether `text` is a name, in kebab case or in a spelling of old files.
  package static func isName(_ text: String, _ name: String) -> Bool {
    if text == name { return true }
    // A name in another spelling starts alike; most do not, and need no closer look.
    guard text.utf8.first == name.utf8.first,
      text.utf8.count == name.utf8.count || KebabCase.isOther(text)
    else { return false }
    let text = text.replacing("normalised", with: "normalized")
    return text == name || KebabCase.isOther(text) && name == KebabCase.name(text)
  }

  /// Takes all keys that are left, whatever they are.
  package mutating func takeRest() -> [(key: String, node: Node)] {
    defer { members = [] }
    return members
  }

  /// Refuses keys that nobody took.
  package func finish() throws(AssayError) {
    guard let stray = members.first else { return }
    throw unknown(stray.key, "key of \(subject)", names: known, place: stray.node)
  }

  package func error(_ message: String, _ place: Node? = nil) -> AssayError {
    Self.error(message, place ?? node, file: file)
  }

  /// A key that is not there, with the one that may have been meant.
  private func lacking(_ key: String) -> AssayError {
    var error = error("\(subject) lacks the key `\(key)`")
    error.remedy = NearestName.of(key, in: members.map(\.key)).map {
      "`\($0)` is not a key; did you mean `\(key)`?"
    }
    return error
  }

  package func unknown(
    _ name: String, _ what: String, names: [String], place: Node
  ) -> AssayError {
    var error = error("unknown \(what): `\(name)`", place)
    error.remedy =
      NearestName.of(name, in: names).map { "Did you mean `\($0)`?" }
      ?? "Known are \(names.sorted().joined(separator: ", "))"
    return error
  }

  private static func error(_ message: String, _ node: Node, file: String) -> AssayError {
    AssayError(
      message, at: Location(file: file, line: node.mark?.line, column: node.mark?.column))
  }
}
