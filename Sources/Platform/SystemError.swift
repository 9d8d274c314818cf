// SPDX-License-Identifier: Apache-2.0

package import AssayCore

extension AssayError {
  /// The error of the last call to the system, such as `cannot read: No such file or directory`.
  /// Call it before anything else that may change `errno`.
  /// - Parameter what: what could not be done.
  package static func system(
    _ what: String, at path: String, remedy: String? = nil
  ) -> AssayError {
    var error = AssayError(
      "\(what): \(SystemError.last.reason)", at: Location(file: path), remedy: remedy)
    error.cause = .system
    return error
  }
}

/// Why the system refused a call.
package struct SystemError: Sendable, Equatable {
  /// `errno` as it was.
  package let number: Int32

  package init(number: Int32) {
    self.number = number
  }

  /// The error of the last call of this thread.
  package static var last: SystemError { SystemError(number: errno) }

  /// The system's words for it.
  package var reason: String { String(cString: strerror(number)) }
}

/// Repeats a call as long as a signal interrupts it. The result is negative, with `errno`, when it
/// failed for another reason.
func uninterrupted(_ call: () -> Int) -> Int {
  while true {
    let result = call()
    if result >= 0 || errno != EINTR { return result }
  }
}

/// Calls `step` with the range that is left of `count` until it is done.
/// - Parameter step: takes a range and returns how many bytes of it were moved.
/// - Returns: the bytes moved: all of them, or fewer at the end of a file or after a failure, which
///   `errno` tells.
func transferred(_ count: Int, _ step: (Range<Int>) -> Int) -> Int {
  var done = 0
  while done < count {
    let moved = uninterrupted { step(done..<count) }
    guard moved > 0 else { break }
    done += moved
  }
  return done
}
