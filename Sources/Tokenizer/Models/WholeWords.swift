// SPDX-License-Identifier: Apache-2.0

/// `WordLevel`: a word is a token or unknown.
struct WholeWords: TokenModel {
  let index: TokenIndex
  let unknown: Int32?

  func encode(
    _ word: UnsafePointer<UInt8>, count: Int, to out: UnsafeMutablePointer<Int32>,
    merger: BytePairMerger
  ) -> Int {
    guard let id = index.find(word, count: count) ?? unknown else { return 0 }
    out[0] = id
    return 1
  }
}
