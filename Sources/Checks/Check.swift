// SPDX-License-Identifier: Apache-2.0

package import Analyzers
package import AssayCore
import BitCollections
import Dataset
package import Records
package import Tables

/// One kind of check. A rule file names a kind and its parameters; `CheckCatalog` lists the kinds.
/// A check sees each row once, with the profile of the whole file at hand, and then says what it
/// concludes. It must not keep state: batches are looked at in any order and on any thread.
package protocol Check: Sendable {
  /// The name in rule files.
  static var kind: String { get }
  /// Names that it had in older versions; people's rule files may still have them.
  static var formerKinds: [String] { get }
  /// The holes of the rule's message that this check fills, besides `StandardHoles.names`.
  static var holes: [String] { get }

  /// Takes its parameters; what is left over is an error that the caller reports.
  init(_ parameters: inout Parameters) throws(AssayError)

  /// What must be found out about the file, besides what every profile knows.
  var analyzers: [any Analyzer] { get }
  /// Has the file read so that the reader notes what the check is about.
  func prepare(_ options: inout TableSource.Options)
  /// Whether it is about how the file was read and not about its texts: once fixes are made and the
  /// rows written anew, nothing shows it any more.
  var isAboutFile: Bool { get }
  /// Whether it is about rows of the other form than the file's, which show nothing to other checks.
  var seesStrays: Bool { get }
  /// Whether it has to see rows at all.
  func isNeeded(_ profile: Profile) -> Bool
  /// Notes the places of one record that are at fault.
  func inspect(_ record: Record, _ profile: Profile, into tally: inout Tally)
  /// Does so for several records. The default is what each check wants: being called once for many
  /// records keeps the dispatch out of the loop.
  func inspectAll(_ block: RecordBlock, _ profile: Profile, into tally: inout Tally)
  /// What is wrong with the file.
  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion]
}

extension Check {
  package static var formerKinds: [String] { [] }
  package static var holes: [String] { [] }
  package var analyzers: [any Analyzer] { [] }
  package func prepare(_ options: inout TableSource.Options) {}
  package var isAboutFile: Bool { false }
  package var seesStrays: Bool { false }

  package func isNeeded(_ profile: Profile) -> Bool { true }

  package func inspect(_ record: Record, _ profile: Profile, into tally: inout Tally) {}

  package func inspectAll(_ block: RecordBlock, _ profile: Profile, into tally: inout Tally) {
    // By index: a loop over the elements would copy each record for each check.
    let records = block.records
    for index in records.indices where !records[index].isStray || seesStrays {
      inspect(records[index], profile, into: &tally)
    }
  }

  /// Whether a rule file means this kind by a name.
  package static func isNamed(_ name: String) -> Bool {
    ([kind] + formerKinds).contains { Parameters.isName(name, $0) }
  }

  /// One conclusion for each field with marks.
  package func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    [Field.prompt, .completion, nil].compactMap { Conclusion(tally, $0) }
  }
}

/// A check for rows that an analyzer has found already.
protocol RowCheck: Check {
  func rows(_ profile: Profile) -> BitSet
}

extension RowCheck {
  func isNeeded(_ profile: Profile) -> Bool { !rows(profile).isEmpty }

  func inspect(_ record: Record, _ profile: Profile, into tally: inout Tally) {
    if rows(profile).contains(record.number) { tally.add(record, nil) }
  }

  /// The set is looked up once for all records.
  func inspectAll(_ block: RecordBlock, _ profile: Profile, into tally: inout Tally) {
    let rows = rows(profile)
    let records = block.records
    for index in records.indices where rows.contains(records[index].number) {
      tally.add(records[index], nil)
    }
  }
}
