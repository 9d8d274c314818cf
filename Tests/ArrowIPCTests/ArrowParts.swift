// SPDX-License-Identifier: Apache-2.0

import ArrowIPC
import AssayCore
import ColumnarTestSupport

/// The messages of a stream, put together by hand as the format describes them.
enum ArrowParts {
  typealias Fields = [Int: FlatValue]

  /// The numbers of types in the format.
  enum Kind {
    static let null: UInt8 = 1
    static let integer: UInt8 = 2
    static let text: UInt8 = 5
    static let list: UInt8 = 12
    static let structure: UInt8 = 13
    static let union: UInt8 = 14
    static let fixedList: UInt8 = 16
    static let map: UInt8 = 17
    static let largeText: UInt8 = 20
    static let runs: UInt8 = 22
    static let textView: UInt8 = 24
    static let listView: UInt8 = 25
  }

  static let int8: Fields = [0: .number(Int32(8)), 1: .number(UInt8(1))]
  static let int32: Fields = [0: .number(Int32(32)), 1: .number(UInt8(1))]

  /// - Parameters:
  ///   - facts: what else the type says.
  ///   - more: what else the field says.
  static func field(
    _ name: String, _ kind: UInt8, facts: Fields = [:], children: [Fields] = [], more: Fields = [:]
  ) -> Fields {
    var field: Fields = [0: .text(name), 2: .number(kind), 3: .table(facts)]
    if !children.isEmpty { field[5] = .tables(children) }
    return field.merging(more) { $1 }
  }

  /// What makes the values of a field those of a dictionary, with places of 8 bits.
  static func inDictionary(_ id: Int64, places: Fields = int8) -> Fields {
    [4: .table([0: .number(id), 1: .table(places)])]
  }

  static func message(
    _ kind: UInt8, _ header: Fields, body: [UInt8] = [], version: Int16 = 4, bodyCount: Int64? = nil
  ) -> [UInt8] {
    let table = FlatBuilder.root([
      0: .number(version), 1: .number(kind), 2: .table(header),
      3: .number(bodyCount ?? Int64(body.count)),
    ])
    return [0xFF, 0xFF, 0xFF, 0xFF] + littleEndian(UInt32(table.count)) + table + body
  }

  static func schema(_ fields: Fields...) -> [UInt8] { message(1, [1: .tables(fields)]) }

  /// - Parameters:
  ///   - counts: the values and the nulls of each column and part of one.
  ///   - more: what else the batch says.
  static func layout(
    _ rows: Int, _ counts: [(Int64, Int64)], buffers: [[UInt8]], more: Fields = [:]
  ) -> Fields {
    var places: [Int64] = []
    var end: Int64 = 0
    for buffer in buffers {
      places += [end, Int64(buffer.count)]
      end += Int64(buffer.count)
    }
    let layout: Fields = [
      0: .number(Int64(rows)),
      1: .list(count: counts.count, counts.flatMap { littleEndian($0.0) + littleEndian($0.1) }),
      2: .list(count: buffers.count, places.flatMap { littleEndian($0) }),
    ]
    return layout.merging(more) { $1 }
  }

  static func batch(
    _ rows: Int, _ counts: [(Int64, Int64)], buffers: [[UInt8]], more: Fields = [:]
  ) -> [UInt8] {
    message(
      3, layout(rows, counts, buffers: buffers, more: more), body: Array(buffers.joined()))
  }

  /// The values of a dictionary: texts.
  static func dictionary(_ id: Int64, texts: [String], isAddition: Bool = false) -> [UInt8] {
    let ends = texts.reduce(into: [Int32(0)]) { $0.append($0[$0.count - 1] + Int32($1.utf8.count)) }
    let buffers = [[], ends.flatMap { littleEndian($0) }, Array(texts.joined().utf8)]
    let table = layout(texts.count, [(Int64(texts.count), 0)], buffers: buffers)
    return message(
      2, [0: .number(id), 1: .table(table), 2: .number(UInt8(isAddition ? 1 : 0))],
      body: Array(buffers.joined()))
  }

  /// The rows of a stream, ten at most.
  static func rows(_ messages: [UInt8]...) throws(AssayError) -> [String] {
    try reader.rows(of: Array(messages.joined()), limit: 10)
  }

  /// What is said of a stream that cannot be read, without what is said of all that are damaged.
  static func fault(_ messages: [UInt8]...) -> String? {
    do throws(AssayError) {
      _ = try reader.rows(of: Array(messages.joined()), limit: 10)
      return nil
    } catch {
      let start = "the Arrow file is damaged: "
      guard error.location?.file == GoldenRows.name, error.remedy?.isEmpty == false else {
        return "no place or no remedy"
      }
      return error.message.hasPrefix(start)
        ? String(error.message.dropFirst(start.count)) : error.message
    }
  }

  private static let reader = GoldenRows(suffix: ".arrow") { count, read throws(AssayError) in
    try ArrowRows(file: GoldenRows.name, byteCount: count, rowLimit: 1 << 16, read: read)
  }
}
