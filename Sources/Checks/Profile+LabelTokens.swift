// SPDX-License-Identifier: Apache-2.0

import Analyzers

extension Profile {
  /// The tokens of a label as they follow a prompt: completions start with a space, or will after the
  /// fix of WSP001. Nil where there is no tokenizer.
  func tokens(ofLabel label: some StringProtocol) -> [Int]? {
    settings.tokenizer?.tokens(of: " \(label)")
  }
}
