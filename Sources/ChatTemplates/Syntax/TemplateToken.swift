// SPDX-License-Identifier: Apache-2.0

/// A word or sign within `{{ }}` or `{% %}`.
struct TemplateToken: Sendable, Equatable {
  enum Kind: Sendable, Equatable {
    case name(String)
    case text(String)
    case integer(Int)
    case number(Double)
    case sign(String)
  }

  let kind: Kind
  let line: Int

  /// As a message shows it.
  var shown: String {
    switch kind {
    case .name(let name): name
    case .text(let text): "\"\(text)\""
    case .integer(let value): String(value)
    case .number(let value): "\(value)"
    case .sign(let sign): sign
    }
  }
}

/// A part of a template.
enum TemplatePart: Sendable, Equatable {
  case text(String, line: Int)
  /// `{{ ... }}`
  case output([TemplateToken], line: Int)
  /// `{% ... %}`
  case block([TemplateToken], line: Int)
}
