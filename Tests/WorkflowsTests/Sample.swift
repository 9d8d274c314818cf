// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import RuleEngine
import Synchronization
import Workflows

/// Files and requests that tests of the uses share.
enum Sample {
  /// Rows of three labels that need a separator and a space before each label.
  static func labels(_ count: Int = 60) -> String {
    let intents = ["refund", "card lost", "top up"]
    return "prompt,completion\n"
      + (0..<count).map { "question \($0),\(intents[$0 % 3])\n" }.joined()
  }

  /// Rows of free text that nothing need be done to.
  static func cleanRows(_ count: Int = 12) -> String {
    (0..<count).map {
      #"{"prompt":"\#($0) hats? ->","completion":" \#($0 * 7) of them END"}"# + "\n"
    }.joined()
  }

  /// What is asked for without a configuration file.
  static var options: CheckOptions {
    var options = CheckOptions()
    options.configuration = .none
    return options
  }
}

/// Collects events of whatever kind.
final class Events<Event: Sendable>: Sendable {
  private let events = Mutex<[Event]>([])

  var all: [Event] { events.withLock { $0 } }

  func add(_ event: Event) { events.withLock { $0.append(event) } }
}
