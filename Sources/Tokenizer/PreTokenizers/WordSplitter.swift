// SPDX-License-Identifier: Apache-2.0

/// Cuts text into the words that are encoded one by one, by hand what a pattern of a tokenizer does.
///
/// Text is UTF-8; a byte that is not part of a valid sequence counts as a character of no class, so
/// that any bytes come back from decoding as they were.
protocol WordSplitter: Sendable {
  /// The end of the word that starts at `start`; `start < end`. Linear in the length of the word.
  func wordEnd(from start: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>) -> UnsafePointer<UInt8>
}
