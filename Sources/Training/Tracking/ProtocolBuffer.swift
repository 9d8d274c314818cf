// SPDX-License-Identifier: Apache-2.0

/// Writes a message of protocol buffers, field by field.
/// Source: "Protocol Buffers: Encoding", the four wire types that events need.
struct ProtocolBuffer {
  private(set) var bytes: [UInt8] = []

  mutating func add(_ field: Int, _ value: Double) {
    addKey(field, wireType: 1)
    addLittleEndian(value.bitPattern)
  }

  mutating func add(_ field: Int, _ value: Float) {
    addKey(field, wireType: 5)
    addLittleEndian(value.bitPattern)
  }

  mutating func add(_ field: Int, _ value: Int) {
    addKey(field, wireType: 0)
    addVariable(UInt64(bitPattern: Int64(value)))
  }

  mutating func add(_ field: Int, _ text: String) {
    add(field, bytes: Array(text.utf8))
  }

  mutating func add(_ field: Int, _ message: ProtocolBuffer) {
    add(field, bytes: message.bytes)
  }

  private mutating func add(_ field: Int, bytes content: [UInt8]) {
    addKey(field, wireType: 2)
    addVariable(UInt64(content.count))
    bytes += content
  }

  private mutating func addKey(_ field: Int, wireType: UInt64) {
    addVariable(UInt64(field) << 3 | wireType)
  }

  private mutating func addVariable(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  private mutating func addLittleEndian(_ value: some FixedWidthInteger) {
    withUnsafeBytes(of: value.littleEndian) { bytes += $0 }
  }
}
