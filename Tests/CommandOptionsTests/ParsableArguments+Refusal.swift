// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

extension ParsableArguments {
  /// What is said of options that do not fit; empty where they do.
  static func refusal(of words: [String]) -> String {
    do {
      _ = try parse(words)
      return ""
    } catch {
      return message(for: error)
    }
  }
}
