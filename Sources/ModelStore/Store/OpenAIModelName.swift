// SPDX-License-Identifier: Apache-2.0

/// The many names under which OpenAI offered its four base models, such as `text-ada-001` and
/// `text-embedding-ada-002`: each stands for the base in it. Source: OpenAI's list of deprecated models.
package enum OpenAIModelName {
  /// What stands behind the names of the bases where the user says nothing else.
  package static let standardBases = [
    "ada": "nano", "babbage": "micro", "curie": "gpt2", "davinci": "gpt2-medium",
  ]

  /// The model that a name of OpenAI's stands for; nil for names that are none of theirs.
  static func meaning(of name: String) -> String? { standardBases[base(of: name) ?? name] }

  /// The base that another name stands for: `ada`, `babbage`, `curie` or `davinci`; nil for names that
  /// are no such name, and for those of the bases themselves.
  package static func base(of name: String) -> String? {
    for pattern in patterns {
      if let match = name.wholeMatch(of: pattern) { return String(match.output.1) }
    }
    return nil
  }

  private static var patterns: [Regex<(Substring, Substring)>] {
    [
      // text-ada-001, text-davinci-003, code-davinci-002, text-embedding-ada-002,
      // text-similarity-curie-001
      /(?:text|code)-(?:(?:embedding|similarity)-)?(ada|babbage|curie|davinci)-00[1-9]/,
      // text-search-ada-doc-001, code-search-babbage-text-001
      /(?:text|code)-search-(ada|babbage|curie|davinci)-(?:doc|query|code|text)-00[1-9]/,
      // babbage-002, davinci-instruct-beta, ada-search-query, ada-code-search-text
      /(ada|babbage|curie|davinci)-(?:002|instruct-beta|similarity|search-(?:document|query)|code-search-(?:code|text))/,
    ]
  }
}
