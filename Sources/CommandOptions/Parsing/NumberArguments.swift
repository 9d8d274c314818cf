// SPDX-License-Identifier: Apache-2.0

/// Numbers on the command line that the parser would not take for values.
package enum NumberArguments {
  private static let lists: Set = [
    "--betas", "--beta", "--classification-betas", "--classification-beta",
  ]

  /// The arguments as the parser takes them.
  package static func joined(_ arguments: [String]) -> [String] {
    gathered(joinedLists(joinedNegatives(arguments)))
  }

  /// Negative numbers as values: `--epochs -1` is `--epochs=-1`, whose fault can then be named. Without
  /// this the parser takes -1 for an option and says that the value is missing.
  private static func joinedNegatives(_ arguments: [String]) -> [String] {
    var joined: [String] = []
    for argument in arguments {
      if let last = joined.last, isOption(last), isNegative(argument) {
        joined[joined.count - 1] = "\(last)=\(argument)"
      } else {
        joined.append(argument)
      }
    }
    return joined
  }

  private static func isOption(_ argument: String) -> Bool {
    argument.hasPrefix("-") && argument.count > 1 && argument != "--"
      && !argument.contains("=") && !isNegative(argument)
  }

  private static func isNegative(_ argument: String) -> Bool {
    argument.hasPrefix("-") && Double(argument) != nil
  }

  /// A list that is given twice is one: `--beta 0.5 --beta 2` is `--beta 0.5,2`.
  private static func gathered(_ arguments: [String]) -> [String] {
    var gathered: [String] = []
    // The place of the values of each list, whichever of its names was used.
    var places: [Substring: Int] = [:]
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard argument != "--", lists.contains(String(parts[0])) else {
        gathered.append(argument)
        if argument == "--" { return gathered + rest }
        continue
      }
      let name = parts[0].hasSuffix("s") ? parts[0].dropLast() : parts[0]
      let isApart = parts.count == 1
      guard let values = isApart ? rest.first : String(parts[1]), !values.hasPrefix("-") else {
        gathered.append(argument)
        continue
      }
      if isApart { rest.removeFirst() }
      if let place = places[name] {
        gathered[place] += ",\(values)"
      } else {
        gathered += isApart ? [argument, values] : [argument]
        places[name] = gathered.count - 1
      }
    }
    return gathered
  }

  /// Lists of numbers with spaces between them, as OpenAI's tool takes them: `--betas 0.5 1 2` is
  /// `--betas 0.5,1,2`.
  private static func joinedLists(_ arguments: [String]) -> [String] {
    var joined: [String] = []
    var isInList = false
    for argument in arguments {
      if isInList, let last = joined.last, !lists.contains(last), Double(argument) != nil {
        joined[joined.count - 1] = "\(last),\(argument)"
        continue
      }
      let isFirst = joined.last.map(lists.contains) ?? false
      isInList = lists.contains(argument) || isInList && isFirst
      joined.append(argument)
    }
    return joined
  }
}
