// SPDX-License-Identifier: Apache-2.0

package import EvaluationMetrics
import Platform

/// What the fine-tuned models of an assessment said, kept in a folder as soon as each is done, so that
/// the same assessment goes on where it was stopped. What cannot be read or written is done again.
package struct AssessmentMemory: Sendable {
  private static let bytesPerScore = MemoryLayout<UInt64>.size
  /// Stopped assessments that are remembered; of more, the one that was left longest is forgotten.
  private static let most = 20
  package let folder: String

  /// - Parameter folder: of this assessment and no other, beside those of others.
  package init(folder: String) {
    self.folder = folder
  }

  /// What the model of a run said; nil where it is not known.
  package func scores(of run: Int, rowCount: Int, classCount: Int) -> ScoreMatrix? {
    let count = rowCount * classCount
    guard let bytes = try? Files.read(path(of: run)), bytes.count == count * Self.bytesPerScore
    else { return nil }
    let values = bytes.withUnsafeBytes { bytes in
      (0..<count).map { index in
        let bits = bytes.loadUnaligned(
          fromByteOffset: index * Self.bytesPerScore, as: UInt64.self)
        return Double(bitPattern: UInt64(littleEndian: bits))
      }
    }
    return ScoreMatrix(values: values, classCount: classCount)
  }

  /// Remembers what the model of a run said.
  package func keep(_ scores: ScoreMatrix, of run: Int) {
    if !Files.exists(folder) { makeRoom() }
    guard (try? Files.createFolder(folder, permissions: 0o700)) != nil else { return }
    let bytes = scores.values.flatMap { value in
      withUnsafeBytes(of: value.bitPattern.littleEndian) { Array($0) }
    }
    try? AtomicFile.write(bytes, to: path(of: run))
  }

  /// How many of so many runs are known.
  package func count(of runs: [AssessmentRun], classCount: Int) -> Int {
    runs.indices.count { index in
      scores(of: index, rowCount: runs[index].test.count, classCount: classCount) != nil
    }
  }

  /// Forgets all runs.
  package func forget() { Files.remove(folder) }

  private func makeRoom() {
    let home = Files.folder(of: folder)
    let kept = ((try? Files.names(in: home)) ?? []).map { "\(home)/\($0)" }
    guard kept.count >= Self.most,
      let oldest = kept.min(by: { Self.moment(of: $0) < Self.moment(of: $1) })
    else { return }
    Files.remove(oldest)
  }

  private static func moment(of folder: String) -> Double { FileStamp(folder)?.moment ?? 0 }

  private func path(of run: Int) -> String { "\(folder)/\(run)" }
}
