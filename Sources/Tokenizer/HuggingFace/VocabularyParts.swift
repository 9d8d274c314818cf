// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON

/// A vocabulary as files spell it, with names of tokens, on its way to a `Vocabulary` of ids.
struct VocabularyParts {
  /// The file or folder that it comes from, for messages.
  var source: String
  var ids: [String: Int32] = [:]
  var merges: [(left: String, right: String)] = []
  var addedTokens: [AddedToken] = []
  var endOfText = "<|endoftext|>"

  init(source: String) {
    self.source = source
  }

  /// Adds a token beside those of the vocabulary, or marks one of them as such.
  /// - Parameter traits: what a file says of it besides, such as `special` and `lstrip`.
  mutating func add(
    id: Int, content: String, traits: JSONValue = .null, file: String
  ) throws(AssayError) {
    guard id >= 0, id < MergeTable.idBound else {
      throw AssayError("the id of \(content) is out of range", at: Location(file: file))
    }
    func has(_ trait: String) -> Bool { traits[trait]?.bool ?? false }
    addedTokens.append(
      AddedToken(
        id: Int32(id), content: content, isSpecial: has("special"), stripsLeft: has("lstrip"),
        stripsRight: has("rstrip"), isWholeWord: has("single_word")))
  }

  /// Looks up all names.
  /// - Throws: `AssayError` when a byte has no token, a merge names or makes a token that there is
  ///   not, or nothing ends a text.
  func vocabulary() throws(AssayError) -> Vocabulary {
    var byteIDs: [Int32] = []
    for letter in ByteLetters.letters { byteIDs.append(try id(of: String(letter))) }
    var pairs: [MergeTable.Merge] = []
    pairs.reserveCapacity(merges.count)
    for (left, right) in merges {
      pairs.append(
        MergeTable.Merge(
          left: try id(of: left), right: try id(of: right), result: try id(of: left + right)))
    }
    var added = addedTokens
    let end = added.first { $0.content == endOfText }?.id
    let endID: Int32
    if let end { endID = end } else { endID = try id(of: endOfText) }
    if end == nil { added.append(AddedToken(id: endID, content: endOfText, isSpecial: true)) }
    return Vocabulary(
      tokens: tokens(added), byteIDs: byteIDs, merges: pairs, addedTokens: added, endOfText: endID)
  }

  private func id(of name: String) throws(AssayError) -> Int32 {
    guard let id = ids[name] else {
      throw AssayError(
        "the tokenizer's vocabulary lacks \(name.debugDescription)", at: Location(file: source),
        remedy: "Check that vocabulary and merges belong together")
    }
    return id
  }

  /// The bytes of each id; ids that no token has get none.
  private func tokens(_ added: [AddedToken]) -> (bytes: [UInt8], offsets: [Int32]) {
    let last = max(ids.values.max() ?? 0, added.map(\.id).max() ?? 0)
    var table = [[UInt8]](repeating: [], count: Int(last) + 1)
    for (name, id) in ids { table[Int(id)] = ByteLetters.bytes(of: name) ?? Array(name.utf8) }
    for token in added { table[Int(token.id)] = Array(token.content.utf8) }
    var offsets: [Int32] = [0]
    for bytes in table { offsets.append(offsets[offsets.count - 1] + Int32(bytes.count)) }
    return (Array(table.joined()), offsets)
  }
}
