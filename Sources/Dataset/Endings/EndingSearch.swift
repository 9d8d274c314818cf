// SPDX-License-Identifier: Apache-2.0

/// Finds the separator and the stop sequence. An ending that all texts share is known after one look;
/// one that most share must be counted in a second.
package struct EndingSearch: Sendable {
  private let prompt: OneField
  private let completion: OneField

  /// - Parameters:
  ///   - separator: what the user says that prompts end with.
  ///   - stop: what the user says that completions end with.
  ///   - areLabels: whether the completions are labels, of whose names a full stop is a part.
  package init(
    prompt: EndingSurvey, completion: EndingSurvey, separator: String? = nil, stop: String? = nil,
    areLabels: Bool = false
  ) {
    self.prompt = OneField(prompt, wanted: separator)
    self.completion = OneField(completion, wanted: stop, mayBeSentences: !areLabels)
  }

  /// What a second look is to count; empty when there is no need for one.
  package var count: EndingCount {
    EndingCount(prompt: prompt.candidates, completion: completion.candidates)
  }

  /// The two endings, by what the second look counted.
  package func endings(_ count: EndingCount) -> (separator: Ending?, stop: Ending?) {
    (prompt.ending(count.promptCounts), completion.ending(count.completionCounts))
  }
}

extension EndingSearch {
  private struct OneField: Sendable {
    let wanted: String?
    let total: Int
    let rules: FactRules.Endings
    /// The ending that all texts share, if it is meant as one; none where the user names another.
    let common: Ending?
    /// Endings that must be counted.
    let candidates: [[UInt8]]

    init(_ survey: EndingSurvey, wanted: String?, mayBeSentences: Bool = true) {
      self.wanted = wanted
      total = survey.count
      rules = survey.rules
      let sentenceMark = mayBeSentences ? survey.sentenceMark : nil
      common = wanted == nil ? survey.common ?? sentenceMark : nil
      candidates =
        wanted.map { [Array($0.utf8)] } ?? Self.candidates(survey, besides: common)
    }

    /// Where all texts share a single symbol, such as a colon, it may be the end of a line that
    /// nearly all of them share.
    private static func candidates(_ survey: EndingSurvey, besides common: Ending?) -> [[UInt8]] {
      if let common, common.bytes.count > 1 { return [] }
      var found: [[UInt8]] = []
      for shared in survey.majority.candidates(sharedBy: survey.rules.shared) {
        let ending = Ending.meant(in: shared, rows: survey.count, by: survey.rules)
        guard let ending, !found.contains(ending) else { continue }
        if common == nil || (ending.count > 1 && ending.first == UInt8(ascii: "\n")) {
          found.append(ending)
        }
      }
      return found
    }

    /// The longest ending that enough rows have; the user's own counts from the first row on.
    func ending(_ counts: [Int]) -> Ending? {
      let share = common == nil ? rules.shared : rules.nearlyAll
      let needed = wanted == nil ? Double(total) * share : 1
      return zip(candidates, counts)
        .filter { $0.1 > 0 && Double($0.1) >= needed }
        .max { $0.0.count < $1.0.count }
        .map { Ending(bytes: $0.0, rows: $0.1, total: total) } ?? common
    }
  }
}
