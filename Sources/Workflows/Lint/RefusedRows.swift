// SPDX-License-Identifier: Apache-2.0

package import AssayCore

/// Why a file is not trained on: the errors among its findings, and what to do about them. An upload
/// and `assay train` say so in the same words.
package struct RefusedRows: Sendable {
  package let errors: [Finding]
  private static let shownFindings = 3

  /// Nil when there is no error among the findings.
  package init?(_ findings: [Finding]) {
    errors = findings.filter { $0.severity == .error }
    if errors.isEmpty { return nil }
  }

  /// The first errors, each as a sentence with its code and line.
  package var reasons: String {
    let shown = errors.prefix(Self.shownFindings).map { finding in
      let place = finding.places.first.map { " line \($0.line)" } ?? ""
      return "\(finding.code)\(place): \(finding.message)."
    }
    let more = errors.count > shown.count ? " And \(errors.count - shown.count) more." : ""
    return shown.joined(separator: " ") + more
  }

  /// What to do about them: a fix is named where there is one.
  package var advice: String {
    let others = errors.filter { $0.fix == nil }
    let flag = errors.contains { $0.fix == .unsafe } ? " --unsafe-fixes" : ""
    guard let first = others.first else { return "'assay fix\(flag)' repairs this." }
    let help = "\(first.code): \(first.help)" + (first.help.hasSuffix(".") ? "" : ".")
    guard others.count < errors.count else { return help }
    return "'assay fix\(flag)' repairs"
      + " \(errors.filter { $0.fix != nil }.map(\.code).joined(separator: ", ")). \(help)"
  }

  /// All of it as the error of a command.
  package func error(in file: String) -> AssayError {
    AssayError(
      "the file cannot be trained on: \(reasons.dropLast())",
      at: Location(file: file, line: errors[0].places.first?.line),
      remedy: "\(advice) To train in spite of a rule: --ignore \(errors[0].code)")
  }
}
