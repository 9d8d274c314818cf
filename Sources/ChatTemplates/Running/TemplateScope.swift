// SPDX-License-Identifier: Apache-2.0

/// Names and their values. What is set within a loop or a macro is not seen outside.
final class TemplateScope {
  private var values: [String: TemplateValue]
  private let outer: TemplateScope?

  init(_ values: [String: TemplateValue] = [:], within outer: TemplateScope? = nil) {
    self.values = values
    self.outer = outer
  }

  subscript(name: String) -> TemplateValue? {
    get { values[name] ?? outer?[name] }
    set { values[name] = newValue }
  }
}
