// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import LanguageModel

/// A folder with a small model of random weights, for tests that need an answer and not a good one.
enum RandomModel {
  private static let folder = Result { () throws -> TemporaryFolder in
    let folder = try TemporaryFolder()
    let shape = GPT2Configuration(positions: 256, width: 128, layers: 4, heads: 4)
    try GPT2Model(configuration: shape, seed: 42).save(to: folder.url.path)
    return folder
  }

  /// Made once for all tests.
  static func path() throws -> String { try folder.get().url.path }
}
