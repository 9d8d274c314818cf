// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Yams

/// YAML as a tree of nodes.
enum YAMLText {
  /// The root; nil when there is nothing but comments.
  static func root(_ text: String, file: String) throws(AssayError) -> Node? {
    do {
      return try compose(yaml: text)
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
