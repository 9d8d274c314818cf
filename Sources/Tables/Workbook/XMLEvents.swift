// SPDX-License-Identifier: Apache-2.0

/// What takes the parts of an XML document as they are read.
package protocol XMLEvents {
  mutating func start(_ element: XMLElement)
  mutating func end(_ element: XMLElement)
  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>)
  /// Whether to stop reading here.
  var isDone: Bool { get }
}

extension XMLEvents {
  package var isDone: Bool { false }
}
