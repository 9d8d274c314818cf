// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import LanguageModel

#if canImport(Glibc)
  import Glibc
#endif

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
  private let lock: Int32

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
    lock = open("\(path)/\(Self.lockFile)", O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard lock >= 0 else { throw Files.failure("cannot write", path) }
    guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
      close(lock)
      throw AssayError(
        "another run is at work in this folder", at: Location(file: path),
        remedy: "Wait for its end or choose another folder with -o")
    }
    if policy == .overwrite { clear() }
  }

  deinit {
    unlink("\(path)/\(Self.lockFile)")
    close(lock)
  }

  /// The checkpoints of the run in a folder.
  package static func checkpoints(in path: String) -> CheckpointStore {
    CheckpointStore(folder: "\(path)/checkpoints")
  }

  private static let lockFile = ".lock"
  /// Written last, so a folder that has it holds a finished model.
  package static let recordFile = "assay.json"

  /// Whether a finished model stands here.
  package var isComplete: Bool { Files.exists("\(path)/\(Self.recordFile)") }

  /// Removes a folder that was made for a run that could not start.
  package func removeIfEmpty() {
    unlink("\(path)/\(Self.lockFile)")
    rmdir(path)
  }

  private func clear() {
    // Of weights too: a model and an adapter in one folder would be taken for the adapter.
    for name in [Self.recordFile, "model.safetensors"] + AdapterFolder.files {
      Files.remove("\(path)/\(name)")
    }
    checkpoints.removeAll()
  }
}
