// SPDX-License-Identifier: Apache-2.0

import AssayCore
import LanguageModel
import Testing

/// What is taken out of a pass is what transformers gives of the same files.
@Suite struct ObservationTests {
  private let golden: Golden
  private let model: GPT2Model
  private let forward: SafetensorsFile

  init() throws {
    golden = try Golden()
    model = try GPT2Model(directory: Golden.directory)
    forward = try SafetensorsFile(path: Golden.fixtures + "/tiny-gpt2-forward.safetensors")
  }

  private func expected(_ name: String) throws -> [Float] {
    let tensor = try #require(forward[name])
    var values = [Float](repeating: 0, count: tensor.count)
    try values.withUnsafeMutableBufferPointer { try forward.read(tensor, into: $0.baseAddress!) }
    return values
  }

  /// What an observer gets of a sequence, by layer.
  private struct Taken {
    var states: [Int: [Float]] = [:]
    var attentions: [Int: [Float]] = [:]
    var logits: [Float] = []
  }

  private func take(_ tokens: [Int32]) throws -> Taken {
    var taken = Taken()
    var observer = PassObserver()
    observer.states = { layer, values in taken.states[layer] = Array(values) }
    observer.attentions = { layer, values in taken.attentions[layer] = Array(values) }
    observer.logits = { rows, values in
      #expect(rows.lowerBound * 97 == taken.logits.count)
      taken.logits += values
    }
    try model.observe(tokens, observer)
    return taken
  }

  @Test("Row 79: logits of every token") func logitsAgree() throws {
    for (index, tokens) in golden.sequences.enumerated() {
      let found = try take(tokens).logits
      let expected = try golden.values("logits.\(index)")
      #expect(found.count == expected.count)
      #expect(Golden.maximalDifference(found, expected) < 1e-4)
    }
  }

  @Test("Row 80: hidden states of every layer") func hiddenStatesAgree() throws {
    for (index, tokens) in golden.sequences.enumerated() {
      let taken = try take(tokens)
      #expect(taken.states.count == 3)
      for (layer, found) in taken.states {
        let expected = try expected("hidden.\(index).\(layer)")
        #expect(found.count == expected.count)
        #expect(Golden.maximalDifference(found, expected) < 1e-4, "\(index), \(layer)")
      }
    }
  }

  @Test("Row 80: attentions of every block") func attentionsAgree() throws {
    for (index, tokens) in golden.sequences.enumerated() {
      let taken = try take(tokens)
      #expect(taken.attentions.count == 2)
      for (layer, found) in taken.attentions {
        let expected = try expected("attentions.\(index).\(layer)")
        #expect(found.count == expected.count)
        #expect(Golden.maximalDifference(found, expected) < 1e-5, "\(index), \(layer)")
      }
    }
  }

  @Test func whoLooksOnMayStopThePass() throws {
    var observer = PassObserver()
    observer.states = { _, _ throws(AssayError) in throw AssayError("enough") }
    #expect(throws: AssayError("enough")) { try model.observe([1, 2], observer) }
    #expect(throws: AssayError.self) { try model.observe([97], PassObserver()) }
    #expect(throws: AssayError.self) {
      try model.observe([Int32](repeating: 1, count: 1 << 12), PassObserver())
    }
  }

  @Test func whatIsNoNumberIsRefused() throws {
    let broken = try GPT2Model(directory: Golden.directory)
    broken.parameters.pointer[0] = .infinity
    var observer = PassObserver()
    observer.states = { _, _ in }
    #expect(throws: AssayError.self) { try broken.observe([0, 1], observer) }
  }
}
