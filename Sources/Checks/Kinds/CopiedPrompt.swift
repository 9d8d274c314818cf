// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records

/// The completion repeats the prompt.
struct CopiedPrompt: Check {
  static let kind = "copied-prompt"
  /// Prompts of so many bytes or fewer are the same as their completions by chance.
  let longest: Int

  init(_ parameters: inout Parameters) throws(AssayError) {
    longest = try parameters.integer("longer-than", default: 3)
  }

  func inspect(_ record: Record, _ profile: Profile, into tally: inout Tally) {
    var prompt = record.prompt
    if let separator = profile.separator, prompt.ends(in: separator.bytes) {
      prompt = Bytes(rebasing: prompt.dropLast(separator.bytes.count))
    }
    let text = prompt.trimmed { $0.isWhitespace }
    guard !text.isEmpty, text.count > longest else { return }
    if text.elementsEqual(record.completion.trimmed { $0.isWhitespace }) { tally.add(record, nil) }
  }
}
