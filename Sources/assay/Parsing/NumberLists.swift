// SPDX-License-Identifier: Apache-2.0

/// Lists of numbers with spaces between them, as OpenAI's tool takes them: `--betas 0.5 1 2` is
/// `--betas 0.5,1,2`.
enum NumberLists {
  private static let options: Set = [
    "--betas", "--beta", "--classification-betas", "--classification-beta",
  ]

  static func joined(_ arguments: [String]) -> [String] {
    var joined: [String] = []
    var isInList = false
    for argument in arguments {
      if isInList, let last = joined.last, !options.contains(last), Double(argument) != nil {
        joined[joined.count - 1] = "\(last),\(argument)"
        continue
      }
      let isFirst = joined.last.map(options.contains) ?? false
      isInList = options.contains(argument) || isInList && isFirst
      joined.append(argument)
    }
    return joined
  }
}
