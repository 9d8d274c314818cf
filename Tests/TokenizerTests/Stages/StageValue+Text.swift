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
}
