// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Evaluation
import Foundation
import Testing

@Suite struct TrainedClassesTests {
  private func classes(_ record: String) throws -> [String]? {
    let folder = try TemporaryFolder()
    try folder.write(record, to: "assay.json")
    return try TrainedClasses.read(folder: folder.url.path)
  }

  @Test func theRecordNamesThem() throws {
    #expect(
      try classes(#"{"task": "classification", "classes": [" no", " yes"]}"#) == [" no", " yes"])
    #expect(try classes(#"{"task": "generation", "classes": null}"#) == nil)
    #expect(try TrainedClasses.read(folder: "/nonexistent") == nil)
    #expect(throws: AssayError.self) { try classes(#"{"classes": ["#) }
  }
}
