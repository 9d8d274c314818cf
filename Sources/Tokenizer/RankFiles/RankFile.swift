// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Platform

/// A file of ranks as tiktoken reads it: a token in base64, a space and its rank on each line. It does
/// not say how text is cut into words; that is known of the files that are public.
struct RankFile {
  private let path: String
  private var ranks: [[UInt8]: Int32] = [:]

  /// Reads a file; nil when it does not look like one.
  /// - Throws: `AssayError` when it is damaged.
  init?(path: String) throws(AssayError) {
    guard !path.hasSuffix(".json"), !Files.isFolder(path), Files.exists(path) else { return nil }
    self.path = path
    let reader = try LineReader(path: path)
    while let line = try reader.next() {
      guard !line.isEmpty else { continue }
      guard let (token, rank) = Self.entry(line) else {
        if reader.line == 1 { return nil }
        throw AssayError(
          "a line of ranks must be a token in base64, a space and a number",
          at: Location(file: path, line: reader.line),
          remedy: "Fetch the file once more; it may be damaged")
      }
      ranks[token] = rank
    }
    if ranks.isEmpty { return nil }
  }

  private static func entry(_ line: UnsafeBufferPointer<UInt8>) -> ([UInt8], Int32)? {
    guard let space = line.lastIndex(of: UInt8(ascii: " ")),
      let rank = Int32(String(decoding: line[(space + 1)...], as: UTF8.self)), rank >= 0,
      rank < MergeTable.idBound, let token = Base64.bytes(of: line[..<space]), !token.isEmpty
    else { return nil }
    return (token, rank)
  }

  /// What the file is the vocabulary of.
  func tokenizer() throws(AssayError) -> (vocabulary: Vocabulary, pipeline: Pipeline) {
    guard let kind = RankFileKind.all.first(where: { $0.ranks == ranks.count }) else {
      throw AssayError(
        "a file of \(ranks.count) ranks is not known, and it does not say how text is cut",
        at: Location(file: path), remedy: "Give the model's tokenizer.json or its folder")
    }
    var builder = RankMerges(ranks)
    let (merges, whole) = try builder.merges(file: path)
    let added = kind.special.map { AddedToken(id: $0.id, content: $0.name, isSpecial: true) }
    let size = 1 + Int(max(ranks.values.max() ?? 0, added.map(\.id).max() ?? 0))
    var table = [[UInt8]](repeating: [], count: size)
    for (token, id) in ranks { table[Int(id)] = token }
    for token in added { table[Int(token.id)] = Array(token.content.utf8) }
    var offsets: [Int32] = [0]
    for bytes in table { offsets.append(offsets[offsets.count - 1] + Int32(bytes.count)) }
    let bytes = Array(table.joined())
    let byteIDs = (0..<256).map { ranks[[UInt8($0)]] ?? -1 }
    var pipeline = Pipeline(normalizers: kind.normalizers, splitting: kind.splitting)
    if !whole.isEmpty { pipeline.wholeWords = TokenIndex((bytes, offsets), ids: whole) }
    return (
      Vocabulary(
        tokens: (bytes, offsets), byteIDs: byteIDs, merges: merges, addedTokens: added,
        endOfText: added.first?.id ?? -1),
      pipeline
    )
  }
}
