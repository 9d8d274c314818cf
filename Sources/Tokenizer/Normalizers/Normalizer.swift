// SPDX-License-Identifier: Apache-2.0

/// Changes a text before it is cut, as the `normalizer` of a `tokenizer.json` or a part of it says.
protocol Normalizer: Sendable {
  /// Whether a text is left as it is for certain.
  func leaves(_ text: UnsafeBufferPointer<UInt8>) -> Bool
  func apply(to text: inout [UInt8])
}

extension Normalizer {
  func leaves(_ text: UnsafeBufferPointer<UInt8>) -> Bool { text.isEmpty }
}

extension UnicodeNormalForm: Normalizer {}
