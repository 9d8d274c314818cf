// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON
import Platform

/// The header of a safetensors file, checked against the length of the file.
struct SafetensorsHeader {
  /// In the order of their values in the file.
  private(set) var tensors: [SafetensorsFile.Tensor] = []
  /// The first byte of the values.
  let dataStart: Int

  private let path: String
  private let dataCount: Int

  /// The format's own limit for a header.
  private static let maximalLength = 100_000_000
  private static let bytesPerNumber = [
    "F64": 8, "I64": 8, "U64": 8, "F32": 4, "I32": 4, "U32": 4, "F16": 2, "BF16": 2, "I16": 2,
    "U16": 2, "F8_E4M3": 1, "F8_E5M2": 1, "I8": 1, "U8": 1, "BOOL": 1,
  ]

  init(_ bytes: UnsafeRawBufferPointer, path: String) throws(AssayError) {
    self.path = path
    let length = try Self.headerLength(bytes, path)
    dataStart = 8 + length
    dataCount = bytes.count - dataStart
    let text = UnsafeBufferPointer(rebasing: bytes.bindMemory(to: UInt8.self)[8..<dataStart])
    guard let object = try JSONParser.parse(text, file: path).object else {
      throw fault("the header is not a JSON object")
    }
    for member in object.members where member.key != "__metadata__" {
      tensors.append(try tensor(member.key, member.value))
    }
    tensors.sort {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }
    try checkCoverage()
    try checkNames()
  }

  private static func headerLength(
    _ bytes: UnsafeRawBufferPointer, _ path: String
  ) throws(AssayError) -> Int {
    if let pointer = FilePointer(bytes.prefix(FilePointer.byteLimit)) {
      throw pointer.error(file: path)
    }
    let length = bytes.count < 8 ? nil : bytes.loadUnaligned(as: UInt64.self).littleEndian
    guard let length, length <= UInt64(bytes.count - 8) else {
      throw fault(
        path,
        "the file ends within its header of \(length ?? 8) bytes; it is truncated or no safetensors file"
      )
    }
    guard length <= UInt64(maximalLength) else {
      throw fault(path, "the header claims \(length) bytes; no model needs that")
    }
    return Int(length)
  }

  private func tensor(
    _ name: String, _ value: JSONValue
  ) throws(AssayError) -> SafetensorsFile.Tensor {
    guard let kind = value["dtype"]?.string, let size = Self.bytesPerNumber[kind] else {
      throw fault("tensor \(name) has an unknown dtype")
    }
    let shape = try sizes(value["shape"], "shape", name: name)
    let offsets = try sizes(value["data_offsets"], "data_offsets", name: name)
    guard offsets.count == 2, offsets[0] <= offsets[1] else {
      throw fault("tensor \(name) has data_offsets that are not a range")
    }
    guard offsets[1] <= dataCount else {
      throw fault(
        "tensor \(name) ends at byte \(offsets[1]) of \(dataCount); the file is truncated")
    }
    guard Self.byteCount(shape, size) == offsets[1] - offsets[0] else {
      throw fault(
        "tensor \(name) of shape \(shape) and dtype \(kind) does not fill its \(offsets[1] - offsets[0]) bytes"
      )
    }
    return SafetensorsFile.Tensor(
      name: name, kind: kind, shape: shape, range: offsets[0]..<offsets[1])
  }

  private func sizes(
    _ value: JSONValue?, _ key: String, name: String
  ) throws(AssayError) -> [Int] {
    let numbers = value?.array?.map(\.integer)
    guard let numbers, numbers.allSatisfy({ ($0 ?? -1) >= 0 }) else {
      throw fault("tensor \(name) has a \(key) that is not a list of sizes")
    }
    return numbers.compactMap(\.self)
  }

  /// The bytes a shape needs; nil when that does not fit a word.
  private static func byteCount(_ shape: [Int], _ size: Int) -> Int? {
    var total = size
    for length in shape {
      let (product, overflow) = total.multipliedReportingOverflow(by: length)
      if overflow { return nil }
      total = product
    }
    return total
  }

  /// The values lie side by side: no overlap that would let one tensor show through another, and no
  /// gap that could hide something.
  private func checkCoverage() throws(AssayError) {
    var end = 0
    for tensor in tensors {
      guard tensor.range.lowerBound == end else {
        let fault = tensor.range.lowerBound < end ? "overlaps another" : "leaves a gap before it"
        throw self.fault("tensor \(tensor.name) \(fault) at byte \(tensor.range.lowerBound)")
      }
      end = tensor.range.upperBound
    }
    guard end == dataCount else {
      throw fault("\(dataCount - end) bytes after the last tensor belong to none")
    }
  }

  private func checkNames() throws(AssayError) {
    var seen: Set<String> = []
    for tensor in tensors where !seen.insert(tensor.name).inserted {
      throw fault("tensor \(tensor.name) occurs twice")
    }
  }

  private func fault(_ message: String) -> AssayError { Self.fault(path, message) }

  private static func fault(_ path: String, _ message: String) -> AssayError {
    AssayError(
      message, at: Location(file: path),
      remedy: "Fetch the file again from where it was published")
  }
}
