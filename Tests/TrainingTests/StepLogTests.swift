// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import JSON
import Testing
import Training

@Suite struct StepLogTests {
  private func record(_ step: Int) -> StepRecord {
    StepRecord(
      step: step, loss: 0.5, gradientNorm: 2, learningRate: 1e-3, tokens: 40, tokensPerSecond: 100)
  }

  @Test func aLineHasTheSixKeys() throws {
    let folder = try TemporaryFolder()
    let path = folder.url.appending(path: "log.jsonl").path
    try StepLog(path: path, afterStep: 0).append(record(1))
    #expect(
      try folder.text(of: "log.jsonl") == """
        {"step":1,"loss":0.5,"grad_norm":2.0,"learning_rate":0.001,"tokens":40,\
        "tokens_per_second":100.0}

        """)
  }

  @Test func aResumedLogDropsWhatCameAfterTheCheckpoint() throws {
    let folder = try TemporaryFolder()
    let path = folder.url.appending(path: "log.jsonl").path
    let first = try StepLog(path: path, afterStep: 0)
    for step in 1...4 { try first.append(record(step)) }
    try folder.write(try folder.text(of: "log.jsonl") + #"{"step":5,"lo"#, to: "log.jsonl")
    try StepLog(path: path, afterStep: 2).append(record(3))
    let steps = try folder.text(of: "log.jsonl").split(separator: "\n").map {
      try JSONParser.parse(Array($0.utf8), file: path)["step"]?.integer
    }
    #expect(steps == [1, 2, 3])
  }
}
