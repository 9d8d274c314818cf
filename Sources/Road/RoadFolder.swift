// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON
import Platform
import Training
import Workflows

/// The folder that the road leads to, and what stands where in it.
package struct RoadFolder: Sendable {
  package let path: String

  package var trainingFile: String { "\(path)/data/rows_train.jsonl" }
  package var validationFile: String { "\(path)/data/rows_valid.jsonl" }
  package var model: String { "\(path)/model" }
  package var report: String { "\(path)/report.html" }
  package var reportData: String { "\(path)/report.json" }
  /// The commands that do the same, one after another.
  package var commands: String { "\(path)/commands.sh" }
  /// The file that a fix is asked to write; it makes the names of training and validation file of it.
  var rows: String { "\(path)/data/rows.jsonl" }
  private var state: String { "\(path)/\(Self.stateFile)" }
  private static let stateFile = "run.json"

  /// What stands on the way; written when the data is ready.
  struct State: Codable {
    var format = 1
    /// SHA-256 of the file that the road starts from.
    var sha256: String
    var training: TrainingRequest
    /// What lint still says of the rows; nil in a run of an earlier version.
    var left: [RoadLeftover]?
    /// The rules whose fixes a person has chosen; nil where nobody was asked.
    var chosenFixes: [String]?
  }

  /// - Throws: `AssayError` when the folder holds something that the policy does not expect.
  init(_ path: String, policy: RunFolder.Policy) throws(AssayError) {
    self.path = path
    let names = try Files.names(in: path)
    let isEmpty = names.isEmpty
    // A session that was killed before the data was ready has left nothing else.
    let isOwn = names.contains(Self.stateFile) || names == ["data"]
    switch policy {
    case _ where isEmpty: break
    case .refuse:
      throw AssayError(
        "the folder is not empty", at: Location(file: path),
        remedy: isOwn
          ? "Add --resume to go on with the run in it, or --overwrite to start anew"
          : "Choose another with -o")
    case .resume, .overwrite:
      guard isOwn else {
        throw AssayError(
          "the folder holds something that is not a run", at: Location(file: path),
          remedy: "Choose another with -o")
      }
      if policy == .overwrite { clear() }
    }
    try Files.createFolder("\(path)/data")
  }

  /// Removes what a run leaves behind, and nothing else.
  private func clear() {
    for folder in ["data", "model"] { Files.remove("\(path)/\(folder)") }
    for file in [report, reportData, commands, state] { Files.remove(file) }
  }

  /// Removes what was made for a run that could not start.
  func removeUnstarted() {
    guard !Files.exists(state) else { return }
    Files.remove("\(path)/data")
    Files.removeEmptyFolder(path)
  }

  /// The state of an earlier session; nil where there is none.
  func readState() throws(AssayError) -> State? {
    guard Files.exists(state) else { return nil }
    return try JSONParser.parse(try Files.read(state), file: state).decoded(file: state)
  }

  func write(_ state: State) throws(AssayError) {
    let text = try JSONValue(encoding: state).indented
    try AtomicFile.write(text.utf8, to: self.state)
  }
}
