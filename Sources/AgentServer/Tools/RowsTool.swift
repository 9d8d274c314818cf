// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Checks
import JSON
import Records
import RuleEngine
import Tables
import Workflows

extension AgentTool {
  /// An agent that wants more asks again.
  private static let mostRows = 100

  static let showRows = AgentTool(
    name: "show_rows", title: "Show rows of a file",
    description: """
      Shows rows of a data file as they are read, at most 100 at once; private data that a rule knows is \
      hidden.
      """,
    parameters: [
      .path,
      ToolParameter(name: "first", kind: .integer, meaning: "The first row, counted from 1."),
      ToolParameter(name: "count", kind: .integer, meaning: "How many rows; 10 without it."),
    ]
  ) { arguments throws(AssayError) in
    let first = max(1, arguments.integer("first") ?? 1) - 1
    let count = min(max(1, arguments.integer("count") ?? 10), mostRows)
    let file = DataFile(try arguments.file())
    let settings = try SettingsReader(arguments.checking).settings(for: file)
    let maskers = settings.rules(for: file).maskers
    var reader = try settings.source(of: file).open()
    var rows: [JSONValue] = []
    while rows.count < count, let batch = try reader.next() {
      for index in 0..<batch.count where batch.firstRow + index >= first && rows.count < count {
        rows.append(
          shown(batch[index], batch.columns) { text in
            maskers.reduce(text) { $1.masked($0) }
          })
      }
    }
    return ["path": .string(file.name), "rows": .array(rows)]
  }

  private static func shown(
    _ row: Row, _ columns: [String], hiding mask: ([UInt8]) -> [UInt8]
  ) -> JSONValue {
    var cells = JSONObject()
    for (column, name) in columns.enumerated() where row.kind(column) != .missing {
      let text = mask(row.withUTF8(column) { Array($0) })
      cells.append(name, .string(String(decoding: text, as: UTF8.self)))
    }
    return [
      "row": .integer(row.number + 1), "line": .integer(row.line), "cells": .object(cells),
    ]
  }
}
