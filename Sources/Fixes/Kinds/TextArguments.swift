// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Checks
import JSON
import Records

/// Writes the arguments of calls that are objects as the text of that object.
struct TextArguments: ChatFix {
  static let kind = "text-arguments"

  init(_ parameters: inout Parameters) throws(AssayError) {}

  let title = "write the arguments of calls as texts"

  func edit(_ chat: inout EditableChat) -> Bool {
    chat.editMessages { message in
      var isChanged = false
      if case .object(var call)? = message["function_call"], Self.edit(&call) {
        message["function_call"] = .object(call)
        isChanged = true
      }
      guard case .array(var calls)? = message["tool_calls"] else { return isChanged }
      for index in calls.indices {
        guard case .object(var call) = calls[index], case .object(var function)? = call["function"],
          Self.edit(&function)
        else { continue }
        call["function"] = .object(function)
        calls[index] = .object(call)
        isChanged = true
      }
      if isChanged { message["tool_calls"] = .array(calls) }
      return isChanged
    }
  }

  private static func edit(_ function: inout JSONObject) -> Bool {
    guard let arguments = function["arguments"], arguments.object != nil else { return false }
    function["arguments"] = .string(arguments.text())
    return true
  }
}
