// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Platform

/// The figures of a run as TensorBoard reads them: a file of events for each session, each event on
/// the disk as soon as its step is done. A session that goes on tells TensorBoard to forget what a
/// killed one said of later steps.
/// Source: TensorFlow's `event.proto`, `summary.proto` and record format.
package final class TensorBoardLog {
  private let file: OpenFile

  /// Opens a file of its own in the folder, for a session that stands after `step` steps.
  /// - Throws: `AssayError` when it cannot be written.
  package init(folder: String, afterStep step: Int) throws(AssayError) {
    try Files.createFolder(folder)
    let name = "events.out.tfevents.\(Int(Self.now)).\(Machine.hostName).\(Machine.processID)"
    file = try OpenFile("\(folder)/\(name)", for: .append())
    var version = Self.event(step: 0)
    version.add(Field.fileVersion, "brain.Event:2")
    try append(version)
    guard step > 0 else { return }
    var session = ProtocolBuffer()
    session.add(1, Self.sessionStarts)
    var start = Self.event(step: step + 1)
    start.add(Field.sessionLog, session)
    try append(start)
  }

  /// Adds figures of a step; what is not a number is left out.
  package func append(step: Int, _ figures: [(tag: String, value: Double?)]) throws(AssayError) {
    var summary = ProtocolBuffer()
    for (tag, value) in figures {
      guard let value, value.isFinite else { continue }
      var entry = ProtocolBuffer()
      entry.add(1, tag)
      entry.add(2, Float(value))
      summary.add(1, entry)
    }
    var event = Self.event(step: step)
    event.add(Field.summary, summary)
    try append(event)
  }

  /// The numbers of the fields of `Event`.
  private enum Field {
    static let wallTime = 1
    static let step = 2
    static let fileVersion = 3
    static let summary = 5
    static let sessionLog = 7
  }

  /// `SessionLog.START`.
  private static let sessionStarts = 1

  private static func event(step: Int) -> ProtocolBuffer {
    var event = ProtocolBuffer()
    event.add(Field.wallTime, now)
    event.add(Field.step, step)
    return event
  }

  /// A record: length, its sum, data, its sum.
  private func append(_ event: ProtocolBuffer) throws(AssayError) {
    let length = withUnsafeBytes(of: UInt64(event.bytes.count).littleEndian) { Array($0) }
    try file.write(length + Self.sum(of: length) + event.bytes + Self.sum(of: event.bytes))
  }

  private static func sum(of bytes: [UInt8]) -> [UInt8] {
    withUnsafeBytes(of: MaskedCRC32C.sum(bytes).littleEndian) { Array($0) }
  }

  /// Seconds since 1970.
  private static var now: Double { WallClock.seconds }
}

extension TensorBoardLog {
  /// Adds what an event of the run tells, under the names that transformers' trainer uses.
  /// - Parameter columns: the classification columns of the results.
  package func append(_ event: TrainingEvent, classificationColumns columns: [String])
    throws(AssayError)
  {
    switch event {
    case .step(let record):
      try append(
        step: record.step,
        [
          ("train/loss", record.loss), ("train/grad_norm", record.gradientNorm),
          ("train/learning_rate", record.learningRate), ("train/epoch", record.epoch),
          ("train/tokens_per_second", record.tokensPerSecond),
        ])
    case .evaluated(let step, let figures, _):
      let classes = zip(columns, figures.classification).map { (tag: "eval/\($0)", value: $1) }
      try append(
        step: step,
        [
          ("eval/loss", figures.loss), ("eval/sequence_accuracy", figures.sequenceAccuracy),
          ("eval/token_accuracy", figures.tokenAccuracy),
        ] + classes)
    case .epoch, .checkpointed: break
    }
  }
}
