// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Codecs

/// What a file that is packed in another form than gzip holds.
final class PackedInput: ByteInput {
  private let input: any ByteInput
  private let form: PackedFormat
  private let file: String
  private let unpacker: any StreamUnpacker
  private let packed = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
  private var rest = UnsafeRawBufferPointer(start: nil, count: 0)
  private var isLast = false

  init(_ input: any ByteInput, form: PackedFormat, file: String) throws(AssayError) {
    self.input = input
    self.form = form
    self.file = file
    do throws(UnpackFault) {
      unpacker = try form.unpacker()
    } catch {
      throw Self.error(error, file: file)
    }
  }

  deinit {
    packed.deallocate()
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(AssayError) -> Int {
    guard !buffer.isEmpty else { return 0 }
    while true {
      if rest.isEmpty, !isLast { try refill() }
      let before = rest.count
      let written = try step(into: buffer)
      if written > 0 { return written }
      guard isLast, rest.count == before else { continue }
      guard !unpacker.isInsideMember else {
        throw Self.error(UnpackFault("the \(form.rawValue) data is cut short"), file: file)
      }
      return 0
    }
  }

  private func refill() throws(AssayError) {
    let count = try input.read(into: packed)
    isLast = count == 0
    rest = UnsafeRawBufferPointer(rebasing: packed[..<count])
  }

  private func step(into buffer: UnsafeMutableRawBufferPointer) throws(AssayError) -> Int {
    do throws(UnpackFault) {
      return try unpacker.step(&rest, into: buffer, isLast: isLast)
    } catch {
      throw Self.error(error, file: file)
    }
  }

  private static func error(_ fault: UnpackFault, file: String) -> AssayError {
    AssayError(
      fault.message, at: Location(file: file), remedy: fault.remedy, code: .wrongFormat)
  }
}
