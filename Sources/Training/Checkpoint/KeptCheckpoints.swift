// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Platform

/// Checkpoints that stay when a run is over: folders `checkpoint-N` beside the model, each a model of
/// its own, by transformers' names. Those for going on stand in `CheckpointStore` and go at the end.
struct KeptCheckpoints {
  /// The run's folder.
  let folder: String
  private static let prefix = "checkpoint-"

  /// Writes the weights after a step, and then removes the oldest of more than `limit` checkpoints.
  /// - Parameters:
  ///   - limit: nil keeps all.
  ///   - best: the step of the best evaluation, whose checkpoint is the last to go.
  ///   - save: writes weights into the folder it is given.
  func write(
    step: Int, limit: Int?, best: Int?, save: (String) throws(AssayError) -> Void
  ) throws(AssayError) {
    try removeUnfinished()
    let target = try AtomicFolder(path: path(step))
    try save(target.temporaryPath)
    try target.commit()
    guard let limit else { return }
    let others = try steps().filter { $0 != step && $0 != best }
    let spared = 1 + (best.map { $0 != step && Files.exists(path($0)) } == true ? 1 : 0)
    for old in others.dropLast(max(0, limit - spared)) { Files.remove(path(old)) }
  }

  /// Removes those of an earlier run.
  func removeAll() {
    for step in (try? steps()) ?? [] { Files.remove(path(step)) }
  }

  /// What a session left that was killed while it wrote one.
  private func removeUnfinished() throws(AssayError) {
    for name in try Files.names(in: folder)
    where name.hasPrefix(Self.prefix) && name.hasSuffix(".\(AtomicFolder.suffix)") {
      Files.remove("\(folder)/\(name)")
    }
  }

  private func path(_ step: Int) -> String { "\(folder)/\(Self.prefix)\(step)" }

  /// In ascending order.
  private func steps() throws(AssayError) -> [Int] {
    try Files.names(in: folder).filter { $0.hasPrefix(Self.prefix) }
      .compactMap { Int($0.dropFirst(Self.prefix.count)) }.sorted()
  }
}
