// SPDX-License-Identifier: Apache-2.0

/// Goes through the tokens of a tag.
struct TokenCursor {
  private let tokens: [TemplateToken]
  private var index = 0
  /// The line of the tag.
  let line: Int

  init(_ tokens: [TemplateToken], line: Int) {
    self.tokens = tokens
    self.line = line
  }

  var current: TemplateToken.Kind? { index < tokens.count ? tokens[index].kind : nil }
  var following: TemplateToken.Kind? { index + 1 < tokens.count ? tokens[index + 1].kind : nil }
  var isAtEnd: Bool { index >= tokens.count }

  mutating func advance() { index += 1 }

  func isSign(_ sign: String) -> Bool { current == .sign(sign) }
  func isName(_ name: String) -> Bool { current == .name(name) }

  mutating func take(sign: String) -> Bool {
    guard isSign(sign) else { return false }
    advance()
    return true
  }

  mutating func take(name: String) -> Bool {
    guard isName(name) else { return false }
    advance()
    return true
  }

  mutating func expect(sign: String) throws(TemplateFault) {
    guard take(sign: sign) else { throw unexpected("\"\(sign)\"") }
  }

  mutating func expect(name: String) throws(TemplateFault) {
    guard take(name: name) else { throw unexpected("\"\(name)\"") }
  }

  mutating func anyName() throws(TemplateFault) -> String {
    guard case .name(let name) = current else { throw unexpected("a name") }
    advance()
    return name
  }

  func expectEnd() throws(TemplateFault) {
    guard isAtEnd else { throw unexpected("the end of the tag") }
  }

  /// - Parameter wanted: with its article or quotation marks.
  func unexpected(_ wanted: String) -> TemplateFault {
    guard index < tokens.count else {
      return TemplateFault("the tag ends, where \(wanted) was expected", line: line)
    }
    return TemplateFault(
      "found \(tokens[index].shown), where \(wanted) was expected", line: tokens[index].line)
  }
}
