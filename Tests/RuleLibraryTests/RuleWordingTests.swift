// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import RuleEngine
import RuleLibrary
import Testing

/// The sentences of all rules, as their examples bring them out.
@Suite struct RuleWordingTests {
  @Test func messagesOfAllExamplesReadWell() throws {
    var messages = 0
    for rule in try RuleLibrary.rules(examples: true).rules {
      for example in rule.examples.fail {
        for message in example.findings.map(\.message) + [example.fault].compactMap({ $0 }) {
          messages += 1
          #expect(Wording.faults(inSentence: message) == [], "\(rule.id)")
        }
      }
    }
    #expect(messages > 150)
  }

  @Test func whatRulesSayOfThemselvesReadsWell() throws {
    for rule in try RuleLibrary.rules().rules {
      for text in [rule.help, rule.why] {
        #expect(Wording.faults(inSentence: text) == [], "\(rule.id)")
      }
    }
  }
}
