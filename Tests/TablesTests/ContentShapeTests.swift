// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Tables

/// What a file holds, by its first bytes.
@Suite struct ContentShapeTests {
  private func shape(_ text: String) -> ContentShape {
    ContentShape(TextHead(Array(text.utf8), isCut: false))
  }

  @Test func objectsAndListsAreToldApart() {
    guard case .objectLines = shape("{\"a\":1}\n{\"a\":2}\n") else {
      Issue.record("lines of objects")
      return
    }
    guard case .objects = shape("{\n  \"a\": 1\n}\n") else {
      Issue.record("objects over several lines")
      return
    }
    guard case .array = shape("[{\"a\":1}]") else {
      Issue.record("a list of objects")
      return
    }
    guard case .arrayLines = shape("[{\"a\":1}]\n[{\"a\":2}]\n") else {
      Issue.record("a list on each line")
      return
    }
  }

  /// Nothing of what stands inside a fence is lost.
  @Test func whatStandsInAFenceIsSeenFromItsFirstByte() {
    let fenced = TextHead(Array("```json\n{\"a\":1}\n{\"a\":2}\n```\n".utf8), isCut: false)
    guard case .objectLines = ContentShape.insideFence(fenced) else {
      Issue.record("lines of objects inside a fence")
      return
    }
    guard case .other = ContentShape.insideFence(TextHead(Array("```json".utf8), isCut: false))
    else {
      Issue.record("a fence and nothing else")
      return
    }
  }
}
