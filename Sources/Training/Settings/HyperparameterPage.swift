// SPDX-License-Identifier: Apache-2.0

import JSON

/// `docs/hyperparameters.md`: all that the declarations say, as a table.
package struct HyperparameterPage {
  package init() {}

  package var markdown: String {
    """
    # Hyperparameters

    This page is made from the declarations in `HyperparameterTable.swift` by `make generate`. `assay train` takes
    each as an option, `assay.json` tells each under `settings`, and the service's API takes those that have a
    name there. A run that goes on from a checkpoint must have the same values, but for those marked *free*.

    | `assay train` | in `assay.json` | in the API | values | default | what it is |
    |---|---|---|---|---|---|

    """ + HyperparameterTable.declarations.map(Self.row).joined()
  }

  private static func row(_ declaration: HyperparameterDeclaration) -> String {
    let cells = [
      "`--\(declaration.option)`", "`\(declaration.name)`",
      declaration.api.map { "`\($0.name)`" } ?? "",
      values(declaration), standard(declaration),
      declaration.help + (declaration.isIdentity ? "" : " *Free.*"),
    ]
    return "| " + cells.joined(separator: " | ") + " |\n"
  }

  private static func values(_ declaration: HyperparameterDeclaration) -> String {
    let range = declaration.range.requirement.replacing("must be ", with: "")
    return switch declaration.kind {
    case .integer: "a whole number, \(range)".replacing("must not be", with: "not")
    case .number: "a number, \(range)".replacing("must not be", with: "not")
    case .flag: "a flag"
    case .choice(let words): words.map { "`\($0)`" }.joined(separator: ", ")
    case .list(let words): "some of `\(words.joined(separator: ","))`"
    }
  }

  private static func standard(_ declaration: HyperparameterDeclaration) -> String {
    let value = declaration.fallback
    let usual = value == .null ? nil : value.string ?? value.text()
    let words = [usual, declaration.otherwise].compactMap(\.self)
    return words.isEmpty ? "none" : words.joined(separator: "; ")
  }
}
