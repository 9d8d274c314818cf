// SPDX-License-Identifier: Apache-2.0

package import AssayCore

/// What a preparation needs of its surroundings.
package struct PreparationDialogue {
  /// Gets one line of the transcript.
  package var say: (String) -> Void
  /// Gets a question and gives the answer.
  package var accept: (String) throws(AssayError) -> Bool

  package init(
    say: @escaping (String) -> Void, accept: @escaping (String) throws(AssayError) -> Bool
  ) {
    self.say = say
    self.accept = accept
  }
}
