// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import JSON

/// A template that writes a conversation as the text that a model was trained on: the part of Jinja that
/// such templates use, with what transformers adds to it. It cannot reach anything but the conversation,
/// and its work, its output and its depth have limits.
package struct ChatTemplate: Sendable {
  /// The text of the template.
  package let source: String
  /// The names of special tokens, such as `bos_token`, and what they stand for.
  package let specialTokens: JSONObject
  /// Whether it marks what the assistant is to learn to write.
  package let marksGenerations: Bool
  /// Where it comes from, for messages.
  package let path: String
  private let statements: [TemplateStatement]

  /// - Throws: `AssayError` with the line where the template is at fault.
  package init(
    _ source: String, specialTokens: JSONObject = [:], path: String = "the chat template"
  ) throws(AssayError) {
    self.source = source
    self.specialTokens = specialTokens
    self.path = path
    do throws(TemplateFault) {
      statements = try TemplateParser.parse(source)
      marksGenerations = Self.marksGenerations(statements)
    } catch {
      throw Self.error(error, path: path)
    }
  }

  /// The conversation as text, with the places that the assistant is to learn.
  /// - Throws: `TemplateFault` where the template refuses the conversation or cannot write it.
  package func render(_ request: ChatRequest) throws(TemplateFault) -> RenderedChat {
    let functions = TemplateFunctions(now: request.now, calendar: request.calendar).all
    let interpreter = TemplateInterpreter(functions: functions, variables: variables(request))
    try interpreter.render(statements)
    return RenderedChat(
      text: String(decoding: interpreter.output, as: UTF8.self),
      generations: interpreter.generations)
  }

  private func variables(_ request: ChatRequest) -> [String: TemplateValue] {
    var variables: [String: TemplateValue] = [:]
    for member in specialTokens.members + request.variables.members {
      variables[member.key] = TemplateValue(member.value)
    }
    variables["messages"] = TemplateValue(.array(request.templateMessages))
    variables["tools"] = request.tools.map { TemplateValue(.array($0)) } ?? .nothing
    variables["documents"] = request.documents.map { TemplateValue(.array($0)) } ?? .nothing
    variables["add_generation_prompt"] = .bool(request.addsGenerationPrompt)
    return variables
  }

  /// - Parameter path: the file that the template comes from.
  static func error(_ fault: TemplateFault, path: String) -> AssayError {
    AssayError(
      "the chat template cannot be read: \(fault.message)",
      at: Location(file: path, line: fault.line),
      remedy: "Mend the template, or give another one")
  }

  private static func marksGenerations(_ statements: [TemplateStatement]) -> Bool {
    statements.contains { statement in
      switch statement.kind {
      case .generation: true
      case .branches(let branches, let otherwise):
        branches.contains { marksGenerations($0.body) } || marksGenerations(otherwise)
      case .loop(let loop): marksGenerations(loop.body) || marksGenerations(loop.otherwise)
      case .with(_, let body), .filterBlock(_, let body): marksGenerations(body)
      case .macro(let macro), .callBlock(_, let macro): marksGenerations(macro.body)
      default: false
      }
    }
  }
}
