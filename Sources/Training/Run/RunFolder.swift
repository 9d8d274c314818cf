// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import LanguageModel
import Platform

/// The folder a run writes to: checkpoints while it runs, the model at the end. One process at a
/// time: the kernel drops the lock however a process ends.
package final class RunFolder {
  /// What to do with a folder that holds something.
  package enum Policy: String, Codable, Sendable {
    case refuse
    /// Go on from the last checkpoint, or start when there is none.
    case resume
    /// Start anew; only files of earlier runs are replaced.
    case overwrite
  }

  package let path: String
  package let checkpoints: CheckpointStore
  private let lock: FileLock

  /// Creates or opens the folder and locks it.
  /// - Throws: `AssayError` when it holds something the policy does not expect, cannot be written,
  ///   or belongs to a run under way.
  package init(path: String, policy: Policy) throws(AssayError) {
    self.path = path
    checkpoints = Self.checkpoints(in: path)
    if policy == .refuse, !(try Files.names(in: path).allSatisfy { $0 == Self.lockFile }) {
      throw AssayError(
        "the folder is not empty", at: Location(file: path),
        remedy: "Choose another with -o, or pass --resume to go on or --overwrite to start anew")
    }
    try Files.createFolder(path)
    guard let lock = try FileLock(path: "\(path)/\(Self.lockFile)") else {
      throw AssayError(
        "another run is at work in this folder", at: Location(file: path),
        remedy: "Wait for its end or choose another folder with -o")
    }
    self.lock = lock
    if policy == .overwrite { clear() }
  }

  deinit {
    Files.remove("\(path)/\(Self.lockFile)")
  }

  /// Whether a process is at work in a folder.
  package static func isAtWork(_ path: String) -> Bool {
    guard Files.exists("\(path)/\(lockFile)") else { return false }
    // The lock is free again as soon as the value goes.
    return (try? FileLock(path: "\(path)/\(lockFile)")) == nil
  }

  /// The checkpoints of the run in a folder.
  package static func checkpoints(in path: String) -> CheckpointStore {
    CheckpointStore(folder: "\(path)/checkpoints")
  }

  private static let lockFile = ".lock"
  /// Written last, so a folder that has it holds a finished model.
  package static let recordFile = "assay.json"
  /// The weights of a linear model.
  package static let linearFile = "linear.safetensors"

  /// What a run leaves behind, besides its checkpoints.
  package static let files =
    [
      "README.md", "config.json", "generation_config.json", "merges.txt", "model.safetensors",
      "results.csv", "chat_template.jinja", "special_tokens_map.json", "tokenizer.json",
      "tokenizer_config.json",
      "vocab.json", linearFile, recordFile,
    ] + AdapterFolder.files
  /// Folders in it that hold nothing but a run's own files, and are removed with them.
  package static let folders = ["checkpoints", "runs"]

  /// Whether a finished model stands here.
  package var isComplete: Bool { Files.exists("\(path)/\(Self.recordFile)") }

  /// Removes a folder that was made for a run that could not start.
  package func removeIfEmpty() {
    Files.remove("\(path)/\(Self.lockFile)")
    Files.removeEmptyFolder(path)
  }

  private func clear() {
    // Of weights too: a folder is taken for what the weights in it are of.
    for name in [Self.recordFile, "model.safetensors", Self.linearFile] + AdapterFolder.files {
      Files.remove("\(path)/\(name)")
    }
    checkpoints.removeAll()
    checkpoints.kept.removeAll()
  }
}
