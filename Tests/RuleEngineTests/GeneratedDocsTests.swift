// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import JSON
import RuleEngine
import RuleLibrary
import Testing

/// The files of docs/ that the rules determine.
@Suite struct GeneratedDocsTests {
  @Test func ruleDocumentationIsCurrent() throws {
    let pages = RulePages(try RuleLibrary.rules(examples: true).rules)
    #expect(try Checkout.text(of: "docs/rules.md") == pages.markdown, "run `make generate`")
  }

  @Test func configurationSchemaIsCurrent() throws {
    let schema = try ConfigurationSchema.json(RuleLibrary.rules().rules).text(indented: true)
    #expect(try Checkout.text(of: "docs/assay.schema.json") == schema + "\n", "run `make generate`")
  }
}
