// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import AssayCore
package import RuleEngine

/// In which forms findings are wanted and where each goes; one run may write several.
package struct FindingOutputOptions: ParsableArguments {
  package init() {}

  /// A form and the file it goes to; nil is standard output.
  package struct Target: Equatable {
    package let format: FindingFormat
    package let path: String?
  }

  @Option(
    help: ArgumentHelp(
      "How findings are printed: "
        + "\(FindingFormat.allCases.map(\.rawValue).joined(separator: ", ")); without it full.",
      valueName: "format"))
  package var format: FindingFormat?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The file to write the findings to. May be repeated: sarif=FILE writes that form to FILE, "
        + "and full or another form alone goes to standard output.", valueName: "file"),
    completion: .file())
  package var output: [String] = []

  @OptionGroup package var replacing: ReplacingOptions

  package func validate() throws { _ = try targets() }

  /// All that is to be written.
  package func targets() throws -> [Target] {
    var targets = output.map(target)
    let hasPlainFile = output.contains { Self.isPlainFile($0) }
    if targets.isEmpty || (format != nil && !hasPlainFile) {
      targets.append(Target(format: format ?? .full, path: nil))
    }
    let paths = targets.map(\.path)
    for (index, path) in paths.enumerated() where paths[..<index].contains(path) {
      throw ValidationError("two outputs go to \(path.map { "`\($0)`" } ?? "standard output")")
    }
    return targets
  }

  private func target(_ text: String) -> Target {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    if let format = FindingFormat(rawValue: String(parts[0])) {
      let path = parts.count == 2 ? String(parts[1]) : nil
      return Target(format: format, path: path == "-" || path == "" ? nil : path)
    }
    return Target(format: format ?? .full, path: text == "-" ? nil : text)
  }

  private static func isPlainFile(_ text: String) -> Bool {
    FindingFormat(rawValue: String(text.prefix { $0 != "=" })) == nil
  }
}

extension FindingFormat: ExpressibleByArgument {}
