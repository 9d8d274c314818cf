// SPDX-License-Identifier: Apache-2.0

extension CheckCatalog {
  /// The kind of a name in a rule file; nil when there is none.
  package static func kind(named name: String) -> (any Check.Type)? {
    kinds.first { Parameters.isName(name, $0.kind) }
      ?? olderNames.first { Parameters.isName(name, $0.key) }?.value
  }

  /// Names that kinds had in older versions; people's rule files may still have them.
  private static let olderNames: [String: any Check.Type] = ["date-cell": ColumnNote.self]
}
