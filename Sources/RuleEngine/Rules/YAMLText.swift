// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import JSON
package import Yams

/// YAML as a tree of nodes.
package enum YAMLText {
  /// A document as JSON: quoted scalars are texts, plain ones what JSON would make of them. JSON itself
  /// is YAML.
  /// - Throws: `AssayError` where it is no YAML.
  package static func json(_ text: String, file: String) throws(AssayError) -> JSONValue {
    try root(text, file: file)?.json ?? .null
  }

  /// The root, with all scalars as the texts they are: what they mean is up to who asks. To find out
  /// first which of them look like numbers or dates would take longer than to read the file.
  static func compose(_ text: String) throws -> Node? {
    try Parser(yaml: text, resolver: .basic, encoding: .utf8).singleRoot()
  }

  /// The root; nil when there is nothing but comments.
  package static func root(_ text: String, file: String) throws(AssayError) -> Node? {
    do {
      return try compose(text)
    } catch {
      let (problem, mark) = details(error)
      throw AssayError(
        "not YAML: \(problem)", at: Location(file: file, line: mark?.line, column: mark?.column),
        remedy: "Check quotes and indentation")
    }
  }

  private static func details(_ error: any Error) -> (problem: String, mark: Mark?) {
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      (problem, mark)
    default: (String(describing: error), nil)
    }
  }
}
