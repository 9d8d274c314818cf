// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Decisions
import Evaluation
import JSON
import Reports
import Testing
import Workflows

@testable import Review

@Suite struct ReviewQueueTests {
  /// Rows that one word decides; two of them, 7 and 30, have the wrong label. Labels are written with
  /// capitals, which the safe fixes lower before models see them.
  private func queue(_ selection: ReviewRequest.Selection) throws -> ReviewQueue {
    let rows = (0..<80).map { row in
      let isGood = (row % 2 == 0) != [7, 30].contains(row)
      return "\(row % 2 == 0 ? "fine" : "poor") thing number \(row),\(isGood ? "Yes" : "No")"
    }
    let folder = try TemporaryFolder()
    let path = try folder.write("text,label\n" + rows.joined(separator: "\n") + "\n", to: "r.csv")
    var request = ReviewRequest(DataFile(path))
    request.options.promptColumn = "text"
    request.options.completionColumn = "label"
    request.options.configuration = .none
    request.selection = selection
    return try ReviewQueue(request)
  }

  @Test func doubtfulRowsComeFirstWithASuggestionAsTheFileWritesIt() throws {
    let queue = try queue(.doubtful)
    #expect(Set(queue.items.prefix(2).map(\.number)) == [7, 30])
    #expect(queue.items.first { $0.number == 7 }?.suggestion?.label == "No")
    #expect(queue.items.first { $0.number == 7 }?.label == "Yes")
    #expect(queue.labels.sorted() == ["No", "Yes"])
    #expect(queue.report().data["rows"]?.array?.count == queue.items.count)
  }

  @Test func whatChangesAreWorthIsSaidBefore() throws {
    let queue = try queue(.doubtful)
    let promise = try #require(try queue.promise(seed: 1))
    #expect(promise.hasPrefix("relabeling these") && promise.contains(" of accuracy"))
    #expect(try queue.effect(of: [:], seed: 1).changedRows == 0)
    let drops = queue.items.reduce(into: [RowIdentity: RowDecision.Action]()) {
      $0[$1.row] = .drop
    }
    #expect(try queue.effect(of: drops, seed: 1).changedRows == queue.items.count)
  }

  @Test func allRowsOrThoseWithFindingsCanBeShown() throws {
    #expect(try queue(.all).items.count == 80)
    let found = try queue(.findings).items
    #expect(found.allSatisfy { !$0.findings.isEmpty })
  }

  @Test func chatsHaveNoLabels() throws {
    let folder = try TemporaryFolder()
    let row = #"{"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]}"#
    let path = try folder.write(row + "\n", to: "chat.jsonl")
    var request = ReviewRequest(DataFile(path))
    request.selection = .all
    let error = #expect(throws: AssayError.self) { try ReviewQueue(request) }
    #expect(error?.message.contains("chats") == true)
  }
}
