// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON
import Testing

@testable import ChatTemplates

/// What goes wrong in a template is told with its line, and nothing goes on without end.
@Suite struct TemplateFaultTests {
  private static func fault(_ source: String) throws -> TemplateFault? {
    let template = try ChatTemplate(source)
    do throws(TemplateFault) {
      _ = try template.render(ChatRequest(messages: [["role": "user", "content": "Hi"]]))
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: [
    ("a\n{% if x %}\nb", 2, "\"if\" does not end"), ("{{ 1 + }}", 1, "a value was expected"),
    ("\n\n{% for x of y %}{% endfor %}", 3, "\"in\" was expected"),
    ("{% frob %}", 1, "\"frob\""), ("{{ 'x }}", 1, "a text does not end"), ("{{ x", 1, "}}"),
    ("{# x", 1, "comment"), ("{{ (1] }}", 1, "bracket"), ("{{ a ? b }}", 1, "\"?\""),
    ("{% raw %}x", 1, "endraw"), ("{% endif %}", 1, "endif"), ("{% set x.y.z = 1 %}", 1, "found"),
    ("{{ 99999999999999999999 }}", 1, "too large"), ("{% include 'x' %}", 1, "include"),
  ])
  func aBrokenTemplateIsRefusedWithItsLine(source: String, line: Int, words: String) {
    let error = #expect(throws: AssayError.self) { try ChatTemplate(source, path: "t.jinja") }
    #expect(error?.location?.line == line, "\(source)")
    #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
  }

  @Test(arguments: [
    ("x\n{{ missing.name }}", 2, "\"missing\" is not defined"),
    ("{{ messages[0].contents.x }}", 1, "no member \"contents\""),
    ("\n{{ 'a' + 1 }}", 2, "a str and a int"), ("{{ nofilter | frob }}", 1, "no filter \"frob\""),
    ("{{ 1 is frob }}", 1, "test \"frob\""), ("{{ 1 / 0 }}", 1, "divided by 0"),
    ("{{ messages.append(1) }}", 1, "would change a value"), ("{{ {}.pop('x') }}", 1, "change"),
    ("{{ 'a'.encode() }}", 1, "no member \"encode\""), ("{{ missing() }}", 1, "not defined"),
    ("{{ 9223372036854775807 + 1 }}", 1, "too large"), ("{{ [1] < 'a' }}", 1, "no order"),
    ("{{ missing | tojson }}", 1, "JSON"), ("{% set x.y = 1 %}", 1, "not a namespace"),
    ("{% set a, b = [1] %}", 1, "2 names"), ("{{ [] | map('frob') }}{{ 5 | length }}", 1, "length"),
  ])
  func whatCannotBeComputedIsRefusedWithItsLine(
    source: String, line: Int, words: String
  ) throws {
    let fault = try #require(try Self.fault(source))
    #expect(fault.line == line && !fault.isRefusal, "\(fault)")
    #expect(fault.message.contains(words), "\(fault.message)")
  }

  @Test func aTemplateCanRefuseAConversation() throws {
    let fault = try Self.fault("a\n{{ raise_exception('Only one message') }}")
    #expect(fault == TemplateFault("Only one message", line: 2, isRefusal: true))
  }

  @Test(arguments: [
    "{% for i in range(100000) %}{% for j in range(100000) %}{% endfor %}{% endfor %}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "{{ range(100001) }}",
    "{{ 'x' * 99999999999 }}", "{{ [0] * 99999999999 }}", "{{ 'x'.center(99999999999) }}",
    "{% set ns = namespace(x='ab') %}{% for i in range(99) %}{% set ns.x = ns.x + ns.x %}{% endfor %}",
    "{% set ns = namespace(x=[1]) %}{% for i in range(99) %}{% set ns.x = ns.x + ns.x %}{% endfor %}",
    "{{ ('x' * 9999999).replace('x', 'y' * 9999999) }}", "{{ 1 | tojson(indent=99999999999) }}",
    "{{ 10 ** 10 ** 10 }}", "{{ range(9) | batch(99999999999, 0) | list }}",
    "{{ range(9) | slice(99999999999) | list }}", "{{ 'x' | indent(99999999999) }}",
  ])
  func noTemplateGoesOnWithoutEnd(source: String) throws {
    #expect(try Self.fault(source) != nil)
  }

  @Test func nestingHasALimit() {
    let deep = String(repeating: "(", count: 5000) + "1" + String(repeating: ")", count: 5000)
    #expect(throws: AssayError.self) { try ChatTemplate("{{ \(deep) }}") }
    let signs = String(repeating: "-", count: 5000)
    #expect(throws: AssayError.self) { try ChatTemplate("{{ \(signs)1 }}") }
    let blocks = String(repeating: "{% if 1 %}", count: 5000)
    #expect(throws: AssayError.self) { try ChatTemplate(blocks) }
    let nots = String(repeating: "not ", count: 5000)
    #expect(throws: Never.self) { try ChatTemplate("{{ \(nots)1 }}") }
  }

  @Test func aLongChainOfSignsIsNoDeepOne() throws {
    let chain = Array(repeating: "'a'", count: 3000).joined(separator: " ~ ")
    #expect(try Self.fault("{{ \(chain) }}") == nil)
    let sum = Array(repeating: "1", count: 9000).joined(separator: " + ")
    #expect(throws: AssayError.self) { try ChatTemplate("{{ \(sum) }}") }
    let deep = Array(repeating: "1", count: 1000).joined(separator: " + ")
    #expect(try Self.fault("{{ \(deep) }}")?.message.contains("deep") == true)
  }
}
