// SPDX-License-Identifier: Apache-2.0

import Platform

/// Asks the user for a decision, on a terminal only: in a script nobody could answer.
package enum Confirmation {
  /// Whether there is somebody to ask.
  package static var canAsk: Bool {
    StandardStream.input.isTerminal && StandardStream.error.isTerminal
  }

  /// Asks until the answer is y, n or nothing, which is what is recommended; the end of the input is no.
  package static func ask(_ question: String, isRecommended: Bool = true) -> Bool {
    while true {
      Terminal.printPartialError("\(question) \(isRecommended ? "[Y/n]" : "[y/N]") ")
      guard let answer = readLine()?.lowercased() else { return false }
      switch answer.filter({ !$0.isWhitespace }) {
      case "": return isRecommended
      case "y", "yes": return true
      case "n", "no": return false
      default: Terminal.printError("Please answer y or n.")
      }
    }
  }
}
