// SPDX-License-Identifier: Apache-2.0

package import JSON

extension JSONSchema {
  /// Where a value is not what the schema says; nil where it is.
  package func violation(in value: JSONValue) -> SchemaViolation? {
    var evaluator = SchemaEvaluator(self)
    return evaluator.violation(in: value)
  }
}
