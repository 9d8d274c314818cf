// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// Both passes over a stream: what the file is, and what each rule concludes about it.
struct Analysis: Sendable {
  let profile: Profile
  /// Conclusions by rule, in the order of the rules.
  let conclusions: [(rule: Rule, conclusion: Conclusion)]

  init(_ stream: RecordStream, rules: [Rule], settings: Settings) throws(AssayError) {
    let limit = settings.maxTokens ?? rules.compactMap { $0.check.tokenLimit }.min() ?? .max
    let needs = rules.reduce(SurveyNeeds()) { $0.union($1.check.needs) }
    let surveyor = Surveyor(settings: settings, needs: needs, tokenLimit: limit)
    let profile = try surveyor.profile(stream)
    let tallies = try Self.inspect(stream, rules: rules, profile)
    self.profile = profile
    conclusions = zip(rules, tallies.tallies).flatMap { rule, tally in
      rule.check.conclude(tally, profile).map { (rule, $0) }
    }
  }

  /// Pass 2: every check sees every row, unless the profile tells it that there is nothing to see.
  private static func inspect(
    _ stream: RecordStream, rules: [Rule], _ profile: Profile
  ) throws(AssayError) -> Tallies {
    let active = rules.indices.filter { rules[$0].check.isNeeded(profile) }
    return try stream.fold(Tallies(count: rules.count)) { batch, tallies in
      batch.visit { record in
        for index in active {
          rules[index].check.inspect(record, profile, &tallies.tallies[index])
        }
      }
    }
  }

  /// One tally for each rule.
  private struct Tallies: Mergeable {
    var tallies: [Tally]

    init(count: Int) { tallies = Array(repeating: Tally(), count: count) }

    mutating func merge(_ next: Tallies) {
      for index in tallies.indices { tallies[index].merge(next.tallies[index]) }
    }
  }
}
