// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON
import Platform
import Workflows

/// The files of one job while it is worked on.
struct JobFolder: Sendable {
  let path: String

  /// The run's output folder: checkpoints first, the finished model in the end.
  var run: String { "\(path)/run" }
  /// What the worker is to do.
  var request: String { "\(path)/request.json" }
  /// A JSON object for each step.
  var steps: String { "\(path)/steps.jsonl" }
  /// What the worker advises, a line each, until the job was told of it.
  var advice: String { "\(path)/advice.txt" }
  /// The hyperparameters that the worker settled, until the job was told of them.
  var choices: String { "\(path)/choices.json" }
  /// What the worker printed.
  var output: String { "\(path)/worker.log" }
  /// Written last by the worker: a run that has it is complete.
  var record: String { "\(run)/assay.json" }
  var results: String { "\(run)/results.csv" }

  func write(_ request: TrainingRequest) throws(AssayError) {
    let document = try JSONValue(encoding: request).indented
    try AtomicFile.write(document.utf8, to: self.request)
  }

  /// The last error message that the worker printed.
  func lastError() -> String? {
    guard let identity = FileStatus(output) else { return nil }
    let start = max(0, identity.size - 16_384)
    guard let bytes = try? Files.read(output, from: start) else { return nil }
    let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
    guard let line = lines.last(where: { $0.hasPrefix("error: ") }) ?? lines.last else {
      return nil
    }
    // Where the worker's files lie is no business of a client.
    return String(line.prefix(1000)).replacing("\(path)/", with: "")
  }
}
