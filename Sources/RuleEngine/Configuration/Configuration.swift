// SPDX-License-Identifier: Apache-2.0

package import AssayCore

/// What an `assay.yaml` says; what it leaves out is nil or empty.
package struct Configuration {
  /// Rules that are not applied to some files.
  package struct FileIgnore {
    package let pattern: FilePattern
    package let codes: [String]
  }

  /// The severity of the rules whose code starts so; nil: they are off.
  package struct Level {
    package let code: String
    package let severity: Severity?
  }

  /// The file; nil when there is none.
  package var path: String?
  /// The folder that paths in the file start from: absolute, with a slash at its end.
  package var folder = "/"
  package var select: [String] = []
  package var ignore: [String] = []
  package var fileIgnores: [FileIgnore] = []
  package var levels: [Level] = []
  /// Parameters of checks by the rule's code.
  package var parameters: [String: RuleParameters] = [:]
  package var profile: DataProfile = .auto
  /// The model that will be trained; its token limit counts.
  package var model: String?
  package var maxTokens: Int?
  /// Who will train it; how large a file may be depends on that.
  package var provider: String?
  package var promptColumn: String?
  /// Makes prompts of several columns.
  package var promptTemplate: String?
  package var completionColumn: String?
  package var separator: String?
  package var stop: String?
  package var tokenizer: String?
  /// A folder with more rules.
  package var rules: String?
  package var baseline: String?
  package var suppressions: String?
  /// Files that are passed over in folders.
  package var exclude: [FilePattern] = []

  package init() {}

  /// A path that the file names.
  package func resolved(_ relative: String) -> String {
    relative.hasPrefix("/") ? relative : folder + relative
  }

  /// An absolute path as patterns of this file see it.
  package func relative(_ path: String) -> String {
    path.hasPrefix(folder) ? String(path.dropFirst(folder.count)) : path
  }
}
