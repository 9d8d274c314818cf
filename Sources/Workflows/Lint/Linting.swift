// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import RuleEngine

/// The use "lint": says what is wrong with files, and changes nothing.
package struct Linting {
  private let reader: SettingsReader

  package init(_ options: CheckOptions) {
    reader = SettingsReader(options)
  }

  /// The files that arguments mean: files, folders with all data in them, and patterns.
  /// - Throws: `AssayError` when a folder or a pattern means no file.
  package func files(_ arguments: [String]) throws(AssayError) -> [DataFile] {
    try InputPaths(isExcluded: isExcluded).paths(arguments).map { DataFile($0) }
  }

  /// The settings that hold for a file.
  package func settings(for file: DataFile) throws(AssayError) -> CheckSettings {
    try reader.settings(for: file)
  }

  /// - Throws: `AssayError` when settings cannot be read, or a file for a reason that no rule explains.
  package func run(
    _ request: LintRequest, events: @escaping @Sendable (LintEvent) -> Void = { _ in }
  ) throws(AssayError) -> LintResult {
    try LintRun(request, reader, events: events).run()
  }

  private func isExcluded(_ path: String) throws(AssayError) -> Bool {
    let configuration = try reader.settings(for: DataFile(path)).configuration
    let relative = configuration.relative(ConfigurationFinder.absolutePath(path))
    return configuration.exclude.contains { $0.matches(relative) }
  }
}
