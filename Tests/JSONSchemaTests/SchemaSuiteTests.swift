// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import JSON
import JSONSchema
import Testing

/// Schemas and values of our own, judged by `jsonschema` 4 (`Tests/Oracles/make/json_schema_golden.py`).
@Suite struct SchemaSuiteTests {
  private struct Case {
    let schema: JSONValue
    let tests: [(value: JSONValue, isValid: Bool)]
  }

  private static func cases() throws -> [Case] {
    let path = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/schemas.json")
    let document = try JSONParser.parse(Array(Data(contentsOf: path)), file: path.path)
    return try #require(document["cases"]?.array).map { item in
      Case(
        schema: try #require(item["schema"]),
        tests: try #require(item["tests"]?.array).map {
          (try #require($0["value"]), $0["valid"] == .bool(true))
        })
    }
  }

  @Test func valuesAreJudgedAsTheReferenceJudges() throws {
    var count = 0
    for item in try Self.cases() {
      let schema = try JSONSchema(item.schema)
      for test in item.tests {
        let violation = schema.violation(in: test.value)
        #expect(
          (violation == nil) == test.isValid,
          "\(item.schema.text()) \(test.value.text()) \(violation?.expected ?? "")")
        count += 1
      }
    }
    #expect(count > 300)
  }
}
