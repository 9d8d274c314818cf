// SPDX-License-Identifier: Apache-2.0

/// How much of a model's files is there.
final class PullProgress {
  private let total: Int
  private var finished = 0
  private let progress: (Int, Int) -> Void

  init(files: [HubFile], progress: @escaping (Int, Int) -> Void) {
    total = files.reduce(0) { $0 + ($1.size ?? 0) }
    self.progress = progress
  }

  /// So many bytes of the present file are there.
  func update(bytes: Int) {
    progress(finished + bytes, max(total, finished + bytes))
  }

  func finish(_ file: HubFile, bytes: Int) {
    finished += bytes
    update(bytes: 0)
  }
}
