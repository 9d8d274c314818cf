// SPDX-License-Identifier: Apache-2.0

import JSON

@testable import Tokenizer

extension StageValue {
  /// A stage from its JSON, as `tokenizer.json` has it.
  init(_ text: String) throws {
    let file = "tokenizer.json"
    self.init(value: try JSONParser.parse(Array(text.utf8), file: file), file: file)
  }

  var normalizers: [any Normalizer] {
    get throws { try NormalizerReader.normalizers(self) }
  }

  /// How a pre-tokenizer parts a text.
  func pieces(of text: String) throws -> [String] {
    var pieces = Pieces(Array(text.utf8), startsText: true)
    guard case .stages(let stages) = try PreTokenizerReader(self).splitting else { return [] }
    for stage in stages { stage.apply(to: &pieces) }
    return pieces.ranges.map { String(decoding: pieces.bytes[$0], as: UTF8.self) }
  }

  /// What a decoder makes of tokens.
  func text(of tokens: [String]) throws -> String {
    var names = tokens.map { Array($0.utf8) }
    guard case .names(let decoders) = try DecoderReader.decoding(self, isByteLevel: false) else {
      return "bytes"
    }
    for decoder in decoders { decoder.apply(to: &names) }
    return String(decoding: names.joined(), as: UTF8.self)
  }
}
