// SPDX-License-Identifier: Apache-2.0

import Platform

/// Asks the user for a decision, on a terminal only: in a script nobody could answer.
package enum Confirmation {
  /// Whether there is somebody to ask.
  package static var canAsk: Bool {
    StandardStream.input.isTerminal && StandardStream.error.isTerminal
  }

  /// Asks until the answer is y, n or nothing, which is yes; the end of the input is no.
  package static func ask(_ question: String) -> Bool {
    while true {
      Terminal.printPartialError("\(question) [Y/n] ")
      guard let answer = readLine()?.lowercased() else { return false }
      switch answer.filter({ !$0.isWhitespace }) {
      case "", "y", "yes": return true
      case "n", "no": return false
      default: Terminal.printError("Please answer y or n.")
      }
    }
  }
}
