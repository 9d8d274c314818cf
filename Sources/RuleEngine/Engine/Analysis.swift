// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Checks
import Dataset
import Records
import Tables

/// Both passes over a stream: what the file is, and what each rule concludes about it.
struct Analysis: Sendable {
  let profile: Profile
  /// Conclusions by rule, in the order of the rules.
  let conclusions: [(rule: Rule, conclusion: Conclusion)]
  /// What a watch saw.
  let trace: Trace

  /// - Parameter extra: what to find out besides what the rules rely on.
  init(
    _ stream: RecordStream, rules: [Rule], settings: Settings, watch: Watch = Watch(),
    extra: [any Analyzer] = []
  ) throws(AssayError) {
    let surveyor = Surveyor(
      settings: settings, analyzers: rules.flatMap(\.check.analyzers) + extra)
    let profile = try surveyor.profile(stream)
    let rows =
      stream.plan.isEmpty
      ? stream.reading(profile.names.form, strays: profile.names.strays) : stream
    let tallies = try Self.inspect(rows, rules: rules, profile: profile, watch: watch)
    let all = zip(rules, tallies.tallies).flatMap { rule, tally in
      rule.check.conclude(tally, profile).map { (rule, $0) }
    }
    var trace = tallies.trace
    self.profile = profile
    conclusions = watch.isIdle ? all : all.filter { watch.reports($0, $1, trace: &trace) }
    self.trace = trace
  }

  /// Pass 2: every check sees every row, unless the profile tells it that there is nothing to see.
  static func inspect(
    _ stream: RecordStream, rules: [Rule], profile: Profile, watch: Watch
  ) throws(AssayError) -> Tallies {
    let active = rules.enumerated().filter { $0.element.check.isNeeded(profile) }
      .map { (index: $0.offset, check: $0.element.check) }
    return try stream.fold(Tallies(count: rules.count)) { batch, tallies in
      if !watch.isIdle {
        return tallies.add(
          batch, rules, active: active.map(\.index), profile: profile, watch: watch)
      }
      batch.visitBlocks { records in
        for (index, check) in active {
          check.inspectAll(records, profile, into: &tallies.tallies[index])
        }
      }
    }
  }

  /// One tally for each rule.
  struct Tallies: Mergeable {
    var tallies: [Tally]
    var trace = Trace()

    init(count: Int) { tallies = Array(repeating: Tally(), count: count) }

    mutating func merge(_ next: Tallies) {
      for index in tallies.indices { tallies[index].merge(next.tallies[index]) }
      trace.merge(next.trace)
    }

    /// Looks at each row and rule apart, so that exempted ones can be left out.
    mutating func add(
      _ batch: RecordBatch, _ rules: [Rule], active: [Int], profile: Profile, watch: Watch
    ) {
      batch.visit { record in
        let key = RowKey(batch.rows[record.number - batch.rows.firstRow], in: batch)
        for index in active where !record.isStray || rules[index].check.seesStrays {
          var tally = Tally()
          rules[index].check.inspect(record, profile, into: &tally)
          // Rows that are only counted are nobody's fault and stay.
          if tally.isEmpty || watch.reports(rules[index].id, record, key: key, trace: &trace) {
            tallies[index].merge(tally)
          }
        }
      }
    }
  }
}
