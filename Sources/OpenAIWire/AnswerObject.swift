// SPDX-License-Identifier: Apache-2.0

package import JSON
package import LanguageModel

/// Writes what answers a request for texts: the whole, or the chunks of a stream in their order.
package protocol AnswerObject: Sendable {
  /// The whole answer.
  func json(_ texts: GeneratedTexts) -> JSONValue
  /// What a stream begins with.
  func firstChunks(choices: Int) -> [JSONValue]
  /// The chunk that tells what happened; nil where there is nothing to tell.
  mutating func chunk(_ content: GenerationEvent.Content) -> JSONValue?
  /// The last chunk, where the usage is asked for.
  func usageChunk(_ usage: TokenUsage) -> JSONValue
}

extension AnswerObject {
  package func firstChunks(choices: Int) -> [JSONValue] { [] }
}
