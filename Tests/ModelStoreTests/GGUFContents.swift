// SPDX-License-Identifier: Apache-2.0

import Foundation
import JSON

/// A GGUF file read back by the letter of its format, apart from the code that writes it.
struct GGUFContents {
  struct Tensor: Equatable {
    /// As the file lists them.
    var lengths: [Int]
    var kind: Int
    var offset: Int
  }

  struct Fault: Error {}

  var version = 0
  var metadata: [String: JSONValue] = [:]
  var tensors: [String: Tensor] = [:]
  var order: [String] = []
  /// Where the values start.
  var dataStart = 0
  let bytes: [UInt8]
  private var place = 4

  init(path: String) throws {
    bytes = Array(try Data(contentsOf: URL(filePath: path)))
    guard bytes.starts(with: Array("GGUF".utf8)) else { throw Fault() }
    version = try number(4)
    let tensorCount = try number(8)
    let keyCount = try number(8)
    for _ in 0..<keyCount {
      let key = try string()
      guard metadata[key] == nil else { throw Fault() }
      metadata[key] = try value(kind: number(4))
    }
    for _ in 0..<tensorCount {
      let name = try string()
      let rank = try number(4)
      var lengths: [Int] = []
      for _ in 0..<rank { lengths.append(try number(8)) }
      tensors[name] = Tensor(lengths: lengths, kind: try number(4), offset: try number(8))
      order.append(name)
    }
    let alignment = metadata["general.alignment"]?.integer ?? 32
    dataStart = (place + alignment - 1) / alignment * alignment
  }

  /// The values of a tensor as floats.
  func values(of name: String) throws -> [Float] {
    guard let tensor = tensors[name] else { throw Fault() }
    let size = tensor.kind == 0 ? 4 : 2
    return try (0..<tensor.lengths.reduce(1, *)).map { index in
      let start = dataStart + tensor.offset + index * size
      guard start + size <= bytes.count else { throw Fault() }
      let bits = (0..<size).reduce(UInt32(0)) { $0 | UInt32(bytes[start + $1]) << (8 * $1) }
      return switch tensor.kind {
      case 0: Float(bitPattern: bits)
      case 1: Float(Float16(bitPattern: UInt16(bits)))
      default: Float(bitPattern: bits << 16)
      }
    }
  }

  private mutating func number(_ size: Int) throws -> Int {
    guard place + size <= bytes.count else { throw Fault() }
    defer { place += size }
    return (0..<size).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
  }

  private mutating func string() throws -> String {
    let count = try number(8)
    guard place + count <= bytes.count else { throw Fault() }
    defer { place += count }
    return String(decoding: bytes[place..<(place + count)], as: UTF8.self)
  }

  private mutating func value(kind: Int) throws -> JSONValue {
    switch kind {
    case 4: return .integer(try number(4))
    case 5: return .integer(Int(Int32(truncatingIfNeeded: try number(4))))
    case 6: return .number(Double(Float(bitPattern: UInt32(try number(4)))))
    case 7: return .bool(try number(1) == 1)
    case 8: return .string(try string())
    case 9:
      let itemKind = try number(4)
      let count = try number(8)
      var items: [JSONValue] = []
      for _ in 0..<count { items.append(try value(kind: itemKind)) }
      return .array(items)
    default: throw Fault()
    }
  }
}
