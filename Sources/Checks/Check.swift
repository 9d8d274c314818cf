// SPDX-License-Identifier: Apache-2.0

package import Analyzers
package import AssayCore
import Dataset
package import Records

/// One kind of check. A rule file names a kind and its parameters; `CheckCatalog` lists the kinds.
/// A check sees each row once, with the profile of the whole file at hand, and then says what it
/// concludes. It must not keep state: batches are looked at in any order and on any thread.
package protocol Check: Sendable {
  /// The name in rule files.
  static var kind: String { get }
  /// The holes of the rule's message that this check fills, besides `StandardHoles.names`.
  static var holes: [String] { get }

  /// Takes its parameters; what is left over is an error that the caller reports.
  init(_ parameters: inout Parameters) throws(AssayError)

  /// What hides the texts that it finds, when they are nobody's business.
  var maskers: [TextMasker] { get }
  /// Costly parts of the survey that it relies on.
  var needs: SurveyNeeds { get }
  /// The token limit it wants rows to be held against.
  var tokenLimit: Int? { get }
  /// The score of another tool it wants rows to be held against.
  var scoreLimit: ScoreLimit? { get }
  /// Whether it is about how the file was read and not about its texts: once fixes are made and the
  /// rows written anew, nothing shows it any more.
  var isAboutFile: Bool { get }
  /// Whether it has to see rows at all.
  func isNeeded(_ profile: Profile) -> Bool
  /// Notes the places of one record that are at fault.
  func inspect(_ record: Record, _ profile: Profile, _ tally: inout Tally)
  /// Does so for several records. The default is what each check wants: being called once for many
  /// records keeps the dispatch out of the loop.
  func inspectAll(
    _ records: UnsafeBufferPointer<Record>, _ profile: Profile, _ tally: inout Tally)
  /// What is wrong with the file.
  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion]
}

extension Check {
  package static var holes: [String] { [] }
  package var maskers: [TextMasker] { [] }
  package var needs: SurveyNeeds { [] }
  package var tokenLimit: Int? { nil }
  package var scoreLimit: ScoreLimit? { nil }
  package var isAboutFile: Bool { false }

  package func isNeeded(_ profile: Profile) -> Bool { true }

  package func inspect(_ record: Record, _ profile: Profile, _ tally: inout Tally) {}

  package func inspectAll(
    _ records: UnsafeBufferPointer<Record>, _ profile: Profile, _ tally: inout Tally
  ) {
    // By index: a loop over the elements would copy each record for each check.
    for index in records.indices { inspect(records[index], profile, &tally) }
  }

  /// One conclusion for each field with marks.
  package func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    [Field.prompt, .completion, nil].compactMap { Conclusion(tally, $0) }
  }
}
