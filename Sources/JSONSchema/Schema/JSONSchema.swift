// SPDX-License-Identifier: Apache-2.0

package import JSON
import Patterns
import Platform

/// A JSON Schema of the draft 2020-12, as far as schemas of tools use it: everything but references out of
/// the document, `$dynamicRef` and formats, which are not checked.
///
/// Schemas come from strangers: the depth and the work of an evaluation have limits.
package struct JSONSchema: Sendable {
  let root: JSONValue
  /// The compiled patterns, by their texts.
  let patterns: [String: Pattern]
  /// Schemas by the names that `$anchor` gives them.
  let anchors: [String: JSONValue]
  /// Whether evaluations have to remember which members and items were looked at.
  let tracksParts: Bool

  /// - Throws: `SchemaFault` when the document is no schema.
  package init(_ document: JSONValue) throws(SchemaFault) {
    var survey = SchemaSurvey()
    try survey.visit(document, at: "", depth: 0)
    root = document
    patterns = survey.patterns
    anchors = survey.anchors
    tracksParts = survey.tracksParts
    try survey.checkReferences(in: self)
  }

  /// The schema that a reference means; nil where the document has none.
  func target(of reference: String) -> JSONValue? {
    guard reference.hasPrefix("#") else { return nil }
    let fragment = Self.decoded(reference.dropFirst())
    if fragment.isEmpty || fragment.hasPrefix("/") {
      return JSONPointer.value(at: fragment, in: root)
    }
    return anchors[fragment]
  }

  private static func decoded(_ fragment: Substring) -> String {
    guard fragment.contains("%") else { return String(fragment) }
    return PercentEncoding.decode(fragment.utf8).flatMap { String(validating: $0, as: UTF8.self) }
      ?? String(fragment)
  }
}
