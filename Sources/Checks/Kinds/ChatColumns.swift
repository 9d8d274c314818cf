// SPDX-License-Identifier: Apache-2.0

package import Analyzers
package import AssayCore
import Dataset
package import Records

/// A column beside `messages` holds what belongs into the messages.
package struct ChatColumns: Check {
  package static let kind = "chat-columns"
  package static let holes = ["columns"]
  package let columns: [String]

  package init(_ parameters: inout Parameters) throws(AssayError) {
    columns = try parameters.strings("columns")
  }

  package var analyzers: [any Analyzer] { [FilledColumns()] }

  package func isNeeded(_ profile: Profile) -> Bool { !met(profile).isEmpty }

  private func met(_ profile: Profile) -> [String] {
    guard profile.task == .chat else { return [] }
    let filled = profile[FilledColumns.self] ?? []
    return profile.columns.filter { columns.contains($0.lowercased()) && filled.contains($0) }
  }

  /// Notes rows whose text can become the first message.
  package func inspect(_ record: Record, _ profile: Profile, into tally: inout Tally) {
    guard let chat = record.chat, !chat.isPreference,
      let system = SystemBeside(of: chat.row, in: met(profile)),
      system.mayGo(into: chat.conversation.messages ?? [])
    else { return }
    tally.add(record, nil)
  }

  package func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    let met = met(profile)
    guard !met.isEmpty else { return [] }
    let names = met.map { quoted($0.utf8) }.joined(separator: ", ")
    var conclusion = Conclusion(
      values: ["columns": (met.count == 1 ? "the column " : "the columns ") + names])
    conclusion.isRepairable = tally[nil].count > 0
    return [conclusion]
  }
}
