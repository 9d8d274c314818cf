// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Dataset
import JSON
package import Records
package import ToolCalls

/// Finds out what is wrong with the calls of tools in conversations: how many rows have each kind of
/// fault, and what the first is.
package struct ToolCallFaults: StoredAnalyzer {
  /// The rows with one kind of fault.
  package struct Kind: Sendable, Codable {
    package fileprivate(set) var rows = 0
    package fileprivate(set) var places: [Finding.Place] = []
    /// The first fault; it is in the first row.
    package let first: ToolCallFault

    package var firstRow: Int { places.first?.row ?? 0 }

    fileprivate mutating func merge(_ next: Kind) {
      rows += next.rows
      places += next.places.prefix(Finding.shownPlaces - places.count)
    }
  }

  package typealias Fact = [ToolCallFault.Kind: Kind]

  private var kinds: Fact = [:]
  /// The tools that were met, by their JSON: most rows of a file have the same. Nil: no list.
  private var tools: [String: ToolSet?] = [:]
  private static let mostTools = 512
  /// What every conversation with a call has in its JSON.
  private static let mark = Array("_call".utf8)

  private enum CodingKeys: CodingKey {
    case kinds
  }

  package init() {}

  /// Fixes of pairs leave no chats.
  package func starting(on stream: RecordStream, _ settings: Settings) -> ToolCallFaults? {
    stream.hasAllColumns ? self : nil
  }

  package mutating func add(_ batch: HashedBatch) {
    guard batch.records.columns.messages != nil else { return }
    batch.records.visit { record in
      guard let chat = record.chat else { return }
      let hasCalls = chat.bytes.firstOffset(of: Self.mark) != nil
      guard hasCalls || !chat.tools.isEmpty else { return }
      let tools = toolSet(chat.tools)
      var faults = tools?.faults ?? []
      if hasCalls {
        faults += ToolCallExaminer.faults(in: chat.conversation.messages ?? [], tools: tools)
      }
      add(faults, of: record)
    }
  }

  private mutating func add(_ faults: [ToolCallFault], of record: Record) {
    let place = Finding.Place(row: record.number, line: record.line)
    for kind in ToolCallFault.Kind.allCases {
      guard let first = faults.first(where: { $0.kind == kind }) else { continue }
      let found = Kind(rows: 1, places: [place], first: first)
      merge(found, kind)
    }
  }

  private mutating func merge(_ found: Kind, _ kind: ToolCallFault.Kind) {
    if kinds[kind]?.merge(found) == nil { kinds[kind] = found }
  }

  /// The tools of a row; nil where it says nothing of them.
  private mutating func toolSet(_ bytes: Bytes) -> ToolSet? {
    guard !bytes.isEmpty else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    if let known = tools[text] { return known }
    let list = (try? JSONParser.parse(bytes))?.array
    let set = list.map { ToolSet($0) }
    if tools.count < Self.mostTools { tools[text] = .some(set) }
    return set
  }

  package mutating func merge(_ next: ToolCallFaults) {
    for (kind, found) in next.kinds { merge(found, kind) }
  }

  package func fact(_ profile: Profile, _ stream: RecordStream) throws(AssayError) -> Fact { kinds }
}
