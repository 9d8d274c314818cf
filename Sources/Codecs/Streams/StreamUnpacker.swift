// SPDX-License-Identifier: Apache-2.0

/// Unpacks a file from its start to its end, all its members one after the other.
package protocol StreamUnpacker: AnyObject {
  /// Takes bytes from the front of `packed` and writes what they hold to the start of `target`.
  /// - Parameter isLast: whether nothing follows `packed`.
  /// - Returns: the number of bytes written.
  func step(
    _ packed: inout UnsafeRawBufferPointer, into target: UnsafeMutableRawBufferPointer, isLast: Bool
  ) throws(UnpackFault) -> Int

  /// Whether more has to come: the file is cut short if it ends here.
  var isInsideMember: Bool { get }
}

extension UnsafeRawBufferPointer {
  /// Drops bytes at the front.
  mutating func consume(_ bytes: Int) {
    self = UnsafeRawBufferPointer(rebasing: self[bytes...])
  }
}
