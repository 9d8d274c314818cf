// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The functions that a template finds: those of Jinja that templates use, and transformers' own.
struct TemplateFunctions {
  private static let longestRange = 100_000

  /// What `strftime_now` takes for now.
  let now: Date
  let calendar: Calendar

  var all: [String: TemplateValue] {
    let functions = [
      function("range", Self.range), function("dict", Self.mapping),
      function("namespace", Self.namespace), function("raise_exception", Self.refuse),
      function("strftime_now") { (given) throws(TemplateFault) in
        .text(TemplateClock(now: now, calendar: calendar).text(try given.text(0, "format")))
      },
    ]
    return Dictionary(uniqueKeysWithValues: functions.map { ($0.name, .function($0)) })
  }

  private func function(
    _ name: String,
    _ body: @escaping (TemplateArguments) throws(TemplateFault) -> TemplateValue
  ) -> TemplateFunction {
    TemplateFunction(name, body: body)
  }

  private static func range(_ given: TemplateArguments) throws(TemplateFault) -> TemplateValue {
    let first = try given.integer(0, "start") ?? 0
    let second = try given.integer(1, "stop")
    let (start, end) = second.map { (first, $0) } ?? (0, first)
    let step = try given.integer(2, "step") ?? 1
    guard step != 0 else { throw TemplateFault("a range cannot go by steps of 0") }
    let (distance, overflow) = end.subtractingReportingOverflow(start)
    guard !overflow, distance.magnitude / step.magnitude <= longestRange else {
      throw TemplateFault("a range has more than \(longestRange) numbers")
    }
    return .list(stride(from: start, to: end, by: step).map(TemplateValue.integer))
  }

  private static func mapping(_ given: TemplateArguments) throws(TemplateFault) -> TemplateValue {
    .mapping(TemplateMapping(try entries(given)))
  }

  private static func entries(
    _ given: TemplateArguments
  ) throws(TemplateFault) -> [(key: TemplateValue, value: TemplateValue)] {
    var entries: [(key: TemplateValue, value: TemplateValue)] = []
    for value in given.positional {
      if case .mapping(let mapping) = value {
        entries += mapping.entries
        continue
      }
      for item in try value.items() {
        let pair = try item.items()
        guard pair.count == 2 else { throw TemplateFault("a mapping is made of pairs") }
        entries.append((pair[0], pair[1]))
      }
    }
    return entries + given.named.map { (.text($0.name), $0.value) }
  }

  private static func namespace(_ given: TemplateArguments) throws(TemplateFault) -> TemplateValue {
    let space = TemplateNamespace()
    for entry in try entries(given) { try space.set(entry.key.written, to: entry.value) }
    return .object(space)
  }

  private static func refuse(_ given: TemplateArguments) throws(TemplateFault) -> TemplateValue {
    throw TemplateFault(given.value(0, "message")?.written ?? "", isRefusal: true)
  }
}
