// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records

/// Labels of a classification that are not among those that are allowed.
struct KnownLabels: Check {
  static let kind = "known-labels"
  static let holes = ["labels", "hint", "is"]
  /// What the rule's file or the configuration allows; empty: what the run's settings allow.
  private let labels: [String]

  init(_ parameters: inout Parameters) throws(AssayError) {
    labels = try parameters.strings("labels")
  }

  func isNeeded(_ profile: Profile) -> Bool { !allowed(profile).isEmpty && profile.task != .chat }

  func inspect(_ record: Record, _ profile: Profile, into tally: inout Tally) {
    let label = Self.label(record.completion, profile)
    guard !label.isEmpty, !allowed(profile).contains(label) else { return }
    tally.add(record, .completion, range: 0..<record.completion.count)
  }

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    let allowed = allowed(profile)
    let stray = profile.labels.map(\.text).filter { text in
      !allowed.contains(Array(text.utf8).withUnsafeBufferPointer { Self.label($0, profile) })
    }
    let shown = Plural.listed(stray, most: 4) { quoted($0.utf8) }
    let near = stray.first.flatMap { NearestName.of($0, in: allowed.sorted()) }
    let values = [
      "labels": stray.isEmpty ? "the label" : shown,
      "is": stray.count > 1 ? "are" : "is",
      "hint": near.map { " (did you mean \(quoted($0.utf8))?)" } ?? "",
    ]
    return Conclusion(tally, .completion, values: values).map { [$0] } ?? []
  }

  private func allowed(_ profile: Profile) -> Set<String> {
    labels.isEmpty ? profile.settings.labels : Set(labels)
  }

  /// The completion without the space around it and without its stop sequence.
  private static func label(_ completion: Bytes, _ profile: Profile) -> String {
    let stop = profile.stop?.bytes ?? []
    let end = completion.ends(in: stop) ? completion.count - stop.count : completion.count
    let text = Bytes(rebasing: completion[..<end])
    return String(decoding: text[text.labelRange], as: UTF8.self)
  }
}
