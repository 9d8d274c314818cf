// SPDX-License-Identifier: Apache-2.0

package import Dataset
package import Records

/// What an example asks: the prompt without its separator, the completion where there is no prompt,
/// or what the user says in a chat.
package struct Question: Sendable {
  let compared: ComparedText
  private let separator: [UInt8]

  package init(_ prompt: CommonEdges, _ completion: CommonEdges, rules: FactRules) {
    compared = ComparedText(.question, prompt: prompt, completion: completion)
    separator =
      Ending.meant(in: prompt.suffix, rows: prompt.count, by: rules.separator) ?? []
  }

  /// Hashes of the question as it stands and in its normal form; nil when there is none.
  package func keys(of record: Record) -> (exact: UInt64, normalized: UInt64)? {
    var normal: [UInt8] = []
    if record.chat != nil {
      compared.write(record, to: &normal)
      return normal.isEmpty ? nil : (ByteHash.hash(normal), ByteHash.hash(normal))
    }
    let text = record.prompt.isBlank ? record.completion : record.prompt
    let end = text.ends(in: separator) ? text.count - separator.count : text.count
    let body = text[..<end].trimmed { $0.isWhitespace }
    guard !body.isEmpty else { return nil }
    TextNormalizer.append(Bytes(rebasing: body), to: &normal)
    return (ByteHash.hash(Bytes(rebasing: body)), ByteHash.hash(normal))
  }
}
