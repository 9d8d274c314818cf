// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// How a label that is none of the classes may be one of them all the same, written otherwise.
package struct LabelDifference: Sendable, Equatable {
  /// What makes the difference.
  package enum Kind: Sendable, Equatable {
    /// White space at an end, or a stop sequence there.
    case ends
    /// The same characters in other code points.
    case form
    case letterCase
    /// Punctuation or quotes.
    case marks
    /// The same number, written otherwise: `1` and `1.0`.
    case numberForm
    /// A letter or two.
    case spelling
    /// One is a number, the other is none: numbers stand for labels.
    case number
  }

  /// Whether the two are surely the same label.
  package var isSameLabel: Bool { kind != .spelling && kind != .number }

  package let kind: Kind
  /// The class that is meant; nil where that cannot be told.
  package let meant: String?

  /// Finds out how labels and classes differ; made once for many labels.
  package struct Search: Sendable {
    private let classes: [String]
    private let stop: String?
    private let byCore: [[UInt8]: [String]]
    private let byLowerCase: [String: [String]]

    /// - Parameter stop: what ends every class, or may.
    package init(_ classes: [String], stop: String? = nil) {
      self.classes = classes
      self.stop = stop
      byCore = Dictionary(grouping: classes) { Array(Self.core($0, stop: stop).utf8) }
      // Swift takes texts for equal that differ in their form alone.
      byLowerCase = Dictionary(grouping: classes) { Self.core($0, stop: stop).lowercased() }
    }

    /// The class that is the label but for what stands at its ends; nil where there is none, or
    /// several. Of several the one that differs in the space before it alone is meant.
    package func sameCore(as label: String) -> String? {
      let found = byCore[Array(Self.core(label, stop: stop).utf8)] ?? []
      guard found.count > 1 else { return found.first }
      let visible = label.utf8.drop { $0.isWhitespace }
      let alike = found.filter { $0.utf8.drop { $0.isWhitespace }.elementsEqual(visible) }
      return alike.count == 1 ? alike[0] : nil
    }

    /// How the label differs from one of the classes; nil when it has nothing in common with them.
    package func difference(of label: String) -> LabelDifference? {
      let core = Self.core(label, stop: stop)
      if let found = byCore[Array(core.utf8)] {
        return LabelDifference(kind: .ends, meant: found[0])
      }
      if let found = byLowerCase[core.lowercased()] {
        let isForm = Self.core(found[0], stop: stop) == core
        return LabelDifference(kind: isForm ? .form : .letterCase, meant: found[0])
      }
      return otherWriting(of: core) ?? otherKind(of: core)
    }

    /// The same label with other marks, as another number, or misspelled.
    private func otherWriting(of core: String) -> LabelDifference? {
      let candidates: [(LabelDifference.Kind, (String) -> Bool)] = [
        (.ends, { Self.withoutKnownStop(core) == Self.withoutKnownStop($0) }),
        (.numberForm, { [number = Double(core)] in number != nil && Double($0) == number }),
        (
          .marks,
          { [letters = Self.letters(core)] in letters != nil && Self.letters($0) == letters }
        ),
        (.spelling, { Self.isMisspelled(core, $0) }),
      ]
      guard classes.count <= Self.mostCompared else { return nil }
      for (kind, isMeant) in candidates {
        if let found = classes.first(where: { isMeant(Self.core($0, stop: stop)) }) {
          return LabelDifference(kind: kind, meant: found)
        }
      }
      return nil
    }

    /// More classes than this are not compared one by one.
    private static let mostCompared = 200

    /// What is left without punctuation; nil for a text without letters.
    private static func letters(_ text: String) -> String? {
      guard text.contains(where: \.isLetter) else { return nil }
      return text.lowercased().filter { $0.isLetter || $0.isNumber }
    }

    private static func withoutKnownStop(_ text: String) -> String {
      let stops = FactRules.standard.stop.all.map { String(decoding: $0, as: UTF8.self) }
      return stops.reduce(text) { core($0, stop: $1) }
    }

    /// Whether a letter is wrong, missing or too much; two in a long word.
    private static func isMisspelled(_ text: String, _ name: String) -> Bool {
      let longest = max(text.count, name.count)
      guard min(text.count, name.count) > 2, Int(text) == nil, longest <= 40 else { return false }
      return NearestName.distance(text, name) <= (longest < 8 ? 1 : 2)
    }

    private func otherKind(of core: String) -> LabelDifference? {
      let numbers = classes.count { Int(Self.core($0, stop: stop)) != nil }
      let isNumber = Int(core) != nil
      guard !classes.isEmpty, numbers == (isNumber ? 0 : classes.count) else { return nil }
      return LabelDifference(kind: .number, meant: nil)
    }

    /// A label without space, stop sequence and the name of the end-of-text token.
    package static func core(_ label: String, stop: String?) -> String {
      var core = bare(Array(label.utf8))
      for ending in ["<|endoftext|>", stop ?? ""] {
        let ending = ending.utf8.trimmed { $0.isWhitespace }
        guard !ending.isEmpty, core.count > ending.count,
          core.suffix(ending.count).elementsEqual(ending)
        else { continue }
        core = bare(Array(core.dropLast(ending.count)))
      }
      return String(decoding: core, as: UTF8.self)
    }

    private static func bare(_ text: [UInt8]) -> [UInt8] { Array(text[text.labelRange]) }
  }

  /// The likely cause in words, as a sentence without a full stop.
  package var cause: String {
    switch kind {
    case .ends: "It is \(quoted) but for space or a stop sequence at its ends"
    case .form: "It is \(quoted) in another Unicode form"
    case .letterCase: "It is \(quoted) in other letters, upper or lower case"
    case .marks: "It is \(quoted) but for punctuation"
    case .numberForm: "It is the number \(quoted), written otherwise"
    case .spelling: "It may be \(quoted), misspelled"
    case .number:
      "Numbers stand for labels on one side alone: prepare both alike, with assay fix --labels FILE"
    }
  }

  private var quoted: String { meant.map { "`\($0)`" } ?? "a class" }
}
