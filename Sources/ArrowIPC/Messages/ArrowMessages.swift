// SPDX-License-Identifier: Apache-2.0

import Columnar

/// Reads the messages of a stream one after another. A file is a stream between two marks; its second
/// list of the messages, at its end, is not needed for that.
struct ArrowMessages {
  private let source: FileBytes
  private var place: Int
  private let end: Int
  static let mark = Array("ARROW1".utf8)
  /// What stands before a message since Arrow 0.15.
  static let continuation: [UInt8] = [0xFF, 0xFF, 0xFF, 0xFF]
  private static let oldestVersion: Int16 = 3

  init(_ source: FileBytes) throws(ArrowFault) {
    self.source = source
    let start = try source.bytes(at: 0, count: min(8, source.count))
    guard start.starts(with: Self.mark) else {
      place = 0
      end = source.count
      return
    }
    place = 8
    end = source.count - Self.mark.count
    guard end >= place,
      try source.bytes(at: end, count: Self.mark.count) == Self.mark
    else { throw ArrowFault("the Arrow file is cut short: it does not end in ARROW1") }
  }

  /// The next message; nil at the end of the stream.
  mutating func next() throws(ArrowFault) -> ArrowMessage? {
    guard place < end else { return nil }
    guard end - place >= 8 else { throw cutShort }
    let start = try source.bytes(at: place, count: 8)
    guard start.starts(with: Self.continuation) else {
      throw .unsupported("the form of Arrow before 0.15, or it is damaged")
    }
    let count = start[4...].reversed().reduce(0) { $0 << 8 | Int($1) }
    place += 8
    guard count > 0 else {
      // What is behind the mark of the end, as the second list of a file, is no message.
      place = end
      return nil
    }
    guard count <= ArrowLimits.descriptionBytes else {
      throw .damaged("a description has \(count) bytes")
    }
    guard count <= end - place else { throw cutShort }
    let table = try FlatTable(root: try source.bytes(at: place, count: count))
    place += count
    return try message(table)
  }

  private var cutShort: ArrowFault {
    ArrowFault("the Arrow file is cut short: it ends within a message")
  }

  private mutating func message(_ table: FlatTable) throws(ArrowFault) -> ArrowMessage {
    let version = try table.integer(0, Int16.self)
    guard version >= Self.oldestVersion else {
      throw .unsupported("the form of Arrow before 0.8")
    }
    let number = try table.integer(1, UInt8.self)
    guard let kind = ArrowMessageKind(rawValue: number), let header = try table.table(2) else {
      throw .damaged("it has a message of the unknown kind \(number)")
    }
    let count = Int(try table.integer(3, Int64.self))
    guard count >= 0 else { throw .damaged("a message has \(count) bytes") }
    guard count <= end - place else { throw cutShort }
    let body = try source.bytes(at: place, count: count)
    place += count
    return ArrowMessage(kind: kind, version: version, header: header, body: body)
  }
}
