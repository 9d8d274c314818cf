// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import ChatTemplates

/// Texts with holes: `%` and braces. What is expected is what Jinja 3.1 writes.
@Suite struct TextFormatTests {
  @Test(
    arguments: [
      ("{{ '%s and %s' % ('a', 1) }}", "a and 1"),
      ("{{ '%d' % 3 }}", "3"),
      ("{{ '%s' % none }}", "None"),
      ("{{ '%s' % [1, 'a'] }}", "[1, 'a']"),
      ("{{ '%%'  % () }}", "%"),
      ("{{ '100%% %s' % 'x' }}", "100% x"),
      ("{{ '%r' % 'a' }}", "'a'"),
      ("{{ '%s' % true }}", "True"),
    ] as [(String, String)])
  func percentSigns(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }

  @Test(
    arguments: [
      ("{{ '{} {}'.format(1, 'a') }}", "1 a"),
      ("{{ '{0}{1}{0}'.format('a', 'b') }}", "aba"),
      ("{{ '{x}-{y}'.format(x=1, y='z') }}", "1-z"),
      ("{{ '{} {x}'.format('a', x=2) }}", "a 2"),
      ("{{ '{{}}'.format() }}", "{}"),
      ("{{ '{{{}}}'.format(5) }}", "{5}"),
      ("{{ 'a'.format() }}", "a"),
      ("{{ '{}'.format(none) }}", "None"),
      ("{{ '{}'.format([1, 'b']) }}", "[1, 'b']"),
    ] as [(String, String)])
  func bracesAreFilled(_ source: String, _ text: String) throws {
    #expect(try Rendering.text(source) == text)
  }
}
