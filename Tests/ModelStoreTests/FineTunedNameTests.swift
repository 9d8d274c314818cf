// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import ModelStore

@Suite struct FineTunedNameTests {
  private let time = 1_767_182_405

  @Test(arguments: [
    ("gpt2", nil, "gpt2:ft-personal-2025-12-31-12-00-05"),
    ("gpt2", "My Reviews, v2!", "gpt2:ft-personal:my-reviews-v2-2025-12-31-12-00-05"),
    ("gpt2:ft-personal-2024-01-01-00-00-00", nil, "gpt2:ft-personal-2025-12-31-12-00-05"),
    ("distilbert/distilgpt2", "", "distilgpt2:ft-personal-2025-12-31-12-00-05"),
    ("./runs/My model/", "ü", "my-model:ft-personal-2025-12-31-12-00-05"),
  ]) func namesFollowTheService(base: String, suffix: String?, name: String) throws {
    let made = FineTunedName.make(base: base, suffix: suffix, at: time)
    #expect(made == name)
    #expect(try ModelName(made).text == name)
  }
}
