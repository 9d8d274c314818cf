// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import JSON
package import LanguageModel
import Platform

/// The checkpoints of a run: a folder `step-N` for the last one and `best-N` for the weights of the
/// best evaluation. Each appears whole or not at all, and an older one goes only when the newer one
/// is on the disk, so a run can be killed at any moment.
package struct CheckpointStore: Sendable {
  /// The folder that holds them; made with the first checkpoint.
  package let folder: String
  private static let stateFile = "state.json"
  private static let resultsFile = "results.csv"

  package init(folder: String) {
    self.folder = folder
  }

  /// The last checkpoint; nil when there is none.
  /// - Throws: `AssayError` when it cannot be read.
  package func latest() throws(AssayError) -> Checkpoint? {
    guard let step = try steps(of: .step).max() else { return nil }
    let path = path(.step, step)
    let document = try JSONParser.parse(
      try Files.read("\(path)/\(Self.stateFile)"), file: "\(path)/\(Self.stateFile)")
    guard let job = document["job"], let value = document["state"],
      let state = TrainingState(json: value)
    else {
      throw AssayError(
        "not the state of a run", at: Location(file: "\(path)/\(Self.stateFile)"),
        remedy: "Start anew with --overwrite")
    }
    let csv = String(decoding: try Files.read("\(path)/\(Self.resultsFile)"), as: UTF8.self)
    let results = try ResultsTable(csv: csv, file: "\(path)/\(Self.resultsFile)")
    return Checkpoint(path: path, job: job, state: state, results: results)
  }

  /// Writes a checkpoint and then removes those it replaces.
  /// - Parameter save: writes weights and optimizer into the folder it is given.
  package func write(
    job: JSONValue, state: TrainingState, results: ResultsTable,
    save: (String) throws(AssayError) -> Void
  ) throws(AssayError) {
    let target = try AtomicFolder(path: path(.step, state.step))
    try save(target.temporaryPath)
    let document: JSONValue = ["format": 1, "job": job, "state": state.json]
    try AtomicFile.write(
      document.text(indented: true).utf8, to: "\(target.temporaryPath)/\(Self.stateFile)")
    try AtomicFile.write(results.csv.utf8, to: "\(target.temporaryPath)/\(Self.resultsFile)")
    try target.commit()
    try removeAll(but: state)
  }

  /// Writes the weights of the best evaluation so far. Earlier ones stay until the next checkpoint,
  /// which is the first that knows of this one.
  package func writeBest(
    step: Int, save: (String) throws(AssayError) -> Void
  ) throws(AssayError) {
    let target = try AtomicFolder(path: path(.best, step))
    try save(target.temporaryPath)
    try target.commit()
  }

  /// The folder with the weights of the best evaluation.
  package func best(step: Int) -> String {
    path(.best, step)
  }

  /// Those that stay, in the run's folder.
  var kept: KeptCheckpoints { KeptCheckpoints(folder: Files.folder(of: folder)) }

  /// Removes all checkpoints.
  package func removeAll() {
    Files.remove(folder)
  }

  private enum Kind: String {
    case step, best
  }

  private func path(_ kind: Kind, _ step: Int) -> String {
    "\(folder)/\(kind.rawValue)-\(step)"
  }

  private func steps(of kind: Kind) throws(AssayError) -> [Int] {
    try Files.names(in: folder).filter { $0.hasPrefix("\(kind.rawValue)-") }
      .compactMap { Int($0.dropFirst(kind.rawValue.count + 1)) }
  }

  private func removeAll(but state: TrainingState) throws(AssayError) {
    let kept = ["step-\(state.step)"] + (state.bestStep.map { ["best-\($0)"] } ?? [])
    for name in try Files.names(in: folder) where !kept.contains(name) {
      Files.remove("\(folder)/\(name)")
    }
  }
}

/// A saved moment of a run: everything that is needed to go on to the same bits.
package struct Checkpoint: Sendable {
  /// The folder with weights and optimizer.
  package var path: String
  /// The job as `JobIdentity.json` gave it.
  package var job: JSONValue
  package var state: TrainingState
  package var results: ResultsTable

  /// The device the run computed on.
  package var device: String { job["device"]?.string ?? "cpu" }

  /// How many processes shared each batch.
  package var ranks: Int { job["ranks"]?.integer ?? 1 }

  /// The precision the run computes in.
  package var precision: Precision? {
    job["settings"]?["precision"]?.string.flatMap(Precision.init)
  }
}
