// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Testing

@testable import Records

@Suite struct OrderedPipelineTests {
  @Test(arguments: [0, 1, 2, 3, 100]) func resultsComeInTheOrderOfTheItems(count: Int) throws {
    var next = 0
    var results: [Int] = []
    try OrderedPipeline(threads: 3).run { () throws(AssayError) -> Int? in
      next += 1
      return next <= count ? next : nil
    } transform: {
      $0 * $0
    } consume: { value throws(AssayError) in
      results.append(value)
    }
    #expect(results == (0..<count).map { ($0 + 1) * ($0 + 1) })
  }

  /// What is under way when reading or writing fails is waited for, and the error comes out.
  @Test func errorsEndTheRun() {
    var next = 0
    #expect(throws: AssayError.self) {
      try OrderedPipeline(threads: 2).run { () throws(AssayError) -> Int? in
        next += 1
        if next == 5 { throw AssayError("cannot be read") }
        return next
      } transform: {
        $0
      } consume: { _ throws(AssayError) in
      }
    }
    #expect(throws: AssayError.self) {
      var next = 0
      try OrderedPipeline(threads: 2).run { () throws(AssayError) -> Int? in
        next += 1
        return next < 9 ? next : nil
      } transform: {
        $0
      } consume: { value throws(AssayError) in
        if value == 3 { throw AssayError("the disk is full") }
      }
    }
  }
}
