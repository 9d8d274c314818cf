// SPDX-License-Identifier: Apache-2.0

import AssayCore
import ChatTemplates
import Foundation
import JSON

// Reads cases from standard input, a JSON object a line, and answers each with a line.

func universalCalendar() -> Calendar {
  var calendar = Calendar(identifier: .gregorian)
  calendar.timeZone = TimeZone(secondsFromGMT: 0) ?? .current
  return calendar
}

func answer(_ line: String) -> JSONValue {
  guard let value = try? JSONParser.parse(Array(line.utf8), file: "-") else { return nil }
  do throws(AssayError) {
    let template = try ChatTemplate(
      value["template"]?.string ?? "", specialTokens: value["special"]?.object ?? [:])
    var request = ChatRequest(messages: value["messages"]?.array ?? [])
    request.tools = value["tools"]?.array
    request.addsGenerationPrompt = value["prompt"]?.bool ?? false
    request.variables = value["variables"]?.object ?? [:]
    request.now = Date(timeIntervalSince1970: value["now"]?.double ?? 0)
    request.calendar = universalCalendar()
    do throws(TemplateFault) {
      let chat = try template.render(request)
      let spans = chat.generations.map {
        JSONValue.array([.integer($0.lowerBound), .integer($0.upperBound)])
      }
      return ["text": .string(chat.text), "spans": .array(spans)]
    } catch {
      return ["fault": .string("\(error.line ?? 0): \(error.message)")]
    }
  } catch {
    return ["fault": .string("\(error)")]
  }
}

while let line = readLine() { print(answer(line).text()) }
