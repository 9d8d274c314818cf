// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import JSON

/// A conversation that a model is to go on with.
package struct ChatPrompt: Sendable {
  /// What the model reads.
  package let text: String
  /// What ends its answer beside the model's own end.
  package let stops: [[UInt8]]

  /// - Parameters:
  ///   - said: what a user says, or a list of messages as JSON.
  ///   - system: what stands before it; nil is nothing.
  ///   - endToken: the name of the token that ends a text.
  /// - Throws: `AssayError` where the template refuses the conversation.
  package init(
    _ said: String, system: String?, by template: ChatTemplate, endToken: String
  ) throws(AssayError) {
    var messages = Self.messages(said) ?? [["role": "user", "content": .string(said)]]
    if let system {
      messages.insert(["role": "system", "content": .string(system)], at: 0)
    }
    do throws(TemplateFault) {
      text = try template.render(
        ChatRequest(messages: messages, addsGenerationPrompt: true)
      ).text
      stops = try template.stops(besides: endToken)
    } catch {
      throw AssayError(
        "\(template.path) refuses the conversation: \(error)",
        remedy: "Change what is said, or give another template with --chat-template")
    }
  }

  /// Nil where the text is not a list of messages.
  private static func messages(_ text: String) -> [JSONValue]? {
    guard let list = (try? JSONParser.parse(Array(text.utf8), file: "-"))?.array, !list.isEmpty,
      list.allSatisfy({ $0["role"]?.string != nil })
    else { return nil }
    return list
  }
}
