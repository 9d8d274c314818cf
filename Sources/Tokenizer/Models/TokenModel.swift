// SPDX-License-Identifier: Apache-2.0

/// Turns one word into ids, as the `model` of a `tokenizer.json` says.
protocol TokenModel: Sendable {
  /// Writes the word's ids to `out`, which has room for one a byte, and returns how many they are.
  /// - Parameter merger: merges ids, for models that do.
  func encode(
    _ word: UnsafePointer<UInt8>, count: Int, to out: UnsafeMutablePointer<Int32>,
    merger: BytePairMerger
  ) -> Int
}
