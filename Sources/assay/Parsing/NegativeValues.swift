// SPDX-License-Identifier: Apache-2.0

/// Negative numbers as values: `--epochs -1` is `--epochs=-1`, whose fault can then be named. Without
/// this the parser takes -1 for an option and says that the value is missing.
enum NegativeValues {
  static func joined(_ arguments: [String]) -> [String] {
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
}
