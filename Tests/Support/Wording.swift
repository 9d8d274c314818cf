// SPDX-License-Identifier: Apache-2.0

/// What readers stumble over in the sentences of a program.
package enum Wording {
  /// Each fault with the words around it.
  /// - Parameter text: what people see; data between quotation marks counts too.
  package static func faults(in text: String) -> [String] {
    var faults: [String] = []
    func look(_ name: String, _ pattern: some RegexComponent) {
      for found in text.matches(of: pattern) {
        let before = text[..<found.range.lowerBound].suffix(30)
        let after = text[found.range.upperBound...].prefix(30)
        faults.append("\(name): \(before)>\(text[found.range])<\(after)")
      }
    }
    look("one of several", /(?:^|[\s(])1 (?!is\b|has\b|was\b|this\b|class\b)[a-z]+s\b/)
    look("one that are", /(?:^|[\s(])1 [a-z]+ (?:are|have|were)\b/)
    look("several of one", Self.severalOfOne)
    look("a number that is not rounded", /\d\.\d{7,}/)
    look("a path of this machine", /\/tmp\/|\/home\/|\/root\/|Sources\/[A-Z]/)
    return faults
  }

  /// Faults of a sentence that stands for itself, where spaces align nothing.
  package static func faults(inSentence text: String) -> [String] {
    let doubled = text.contains(/[A-Za-z,.;:]  +[A-Za-z]/) ? ["doubled spaces: \(text)"] : []
    return faults(in: text) + doubled
  }

  private nonisolated(unsafe) static let severalOfOne =
    /(?:^|[\s(])(?:[02-9]|[1-9]\d+) (?:row|token|error|warning|file|prompt|model|finding|label|epoch|character|byte|step|rule) (?!limit|count)/
}
