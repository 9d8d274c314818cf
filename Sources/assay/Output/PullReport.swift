// SPDX-License-Identifier: Apache-2.0

import AssayCore
import CommandOptions
import Console
import ModelStore
import Workflows

extension PullOptions {
  /// Fetches the model where that is asked for and it is missing.
  /// - Throws: `AssayError` when the hub does not give it.
  func fetch(_ model: String, _ output: OutputOptions) throws(AssayError) {
    guard pull else { return }
    let line = output.progressLine("fetching \(model), MB")
    defer { line.finish() }
    let outcome = try Fetching.fetchMissing(model, version: Version.text) {
      line.update(done: $0 >> 20, of: $1 >> 20)
    }
    line.finish()
    if let outcome { PullReport.say(outcome, model, output: output) }
  }
}

/// What a fetch has come to, in words.
enum PullReport {
  static func say(
    _ outcome: ModelPull.Outcome, _ name: String, output: OutputOptions, from hub: String? = nil
  ) {
    switch outcome {
    case .fetched(_, let unchecked):
      output.say("fetched \(name)\(hub.map { " from \($0)" } ?? "")")
      if !unchecked.isEmpty {
        output.say(
          "warning: the hub lists no hash for \(unchecked.joined(separator: ", "));"
            + " only the length was checked")
      }
    case .current: output.say("\(name) is there already and up to date")
    }
  }
}
