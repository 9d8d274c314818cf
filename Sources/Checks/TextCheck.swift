// SPDX-License-Identifier: Apache-2.0

package import Analyzers
package import Dataset
package import Records

/// A check that looks at each text that a person wrote, whatever stands beside it: prompt and
/// completion, or the messages of a chat.
package protocol TextCheck: Check {
  /// Whether a text of such traits may be at fault. Nearly all can be passed over by them.
  func mayConcern(_ traits: TextTraits) -> Bool
  /// Notes what is at fault in a text.
  /// - Parameter field: where it stands; nil in a chat.
  func inspect(_ text: Bytes, _ field: Field?, of record: Record, into tally: inout Tally)
}

extension TextCheck {
  package func inspect(_ record: Record, _ profile: Profile, into tally: inout Tally) {
    record.visitTexts { field, text, traits in
      if mayConcern(traits) { inspect(text, field, of: record, into: &tally) }
    }
  }

  package func inspectAll(_ block: RecordBlock, _ profile: Profile, into tally: inout Tally) {
    guard mayConcern(block.traits) else { return }
    let records = block.records
    for index in records.indices where !records[index].isStray || seesStrays {
      let traits = records[index].traits
      if records[index].isChat {
        if mayConcern(traits.prompt) { inspect(records[index], profile, into: &tally) }
        continue
      }
      if mayConcern(traits.prompt) {
        inspect(records[index].prompt, .prompt, of: records[index], into: &tally)
      }
      if mayConcern(traits.completion) {
        inspect(records[index].completion, .completion, of: records[index], into: &tally)
      }
    }
  }
}
