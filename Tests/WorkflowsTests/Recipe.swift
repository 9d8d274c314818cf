// SPDX-License-Identifier: Apache-2.0

/// One of the uses that the guide of the first fine-tuning service shows, with rows of our own in the
/// form that it gives them.
struct Recipe: Sendable, CustomStringConvertible {
  let name: String
  let task: String
  let separator: String?
  let stop: String?
  /// Whether the guide's form has nothing that a fix would change.
  var isPrepared = true
  let row: @Sendable (Int) -> (prompt: String, completion: String)

  var description: String { name }

  private static let things = ["lamp", "kettle", "backpack", "bicycle", "teapot", "scarf"]
  private static let colors = ["red", "green", "blue", "yellow", "white", "black"]
  private static func thing(_ index: Int) -> String { things[index % 6] }
  private static func color(_ index: Int) -> String { colors[index / 6 % 6] }

  static let all: [Recipe] = [
    Recipe(
      name: "is an ad untrue", task: "classification", separator: "\nSupported:", stop: nil
    ) { index in
      (
        "Company: House of \(things[index % 6]) \(index)\nProduct: \(thing(index))\n"
          + "Ad: Our \(thing(index)) \(index % 2 == 0 ? "weighs little" : "cures the flu")\nSupported:",
        index % 2 == 0 ? " yes" : " no"
      )
    },
    Recipe(name: "mood of a message", task: "classification", separator: " ->", stop: nil) {
      index in
      (
        "\(index % 2 == 0 ? "Glad about" : "Tired of") my \(color(index)) \(thing(index)) \(index) ->",
        index % 2 == 0 ? " positive" : " negative"
      )
    },
    Recipe(
      name: "where an e-mail goes", task: "classification", separator: "\n\n###\n\n", stop: nil
    ) { index in
      (
        "Subject: \(thing(index)) \(index)\nFrom: a customer\nContent: It is about my \(thing(index))"
          + " of day \(index)\n\n###\n\n", " \(index % 6)"
      )
    },
    Recipe(
      name: "an ad from facts", task: "conditional generation", separator: "\n\n###\n\n",
      stop: " END"
    ) { index in
      (
        "The \(thing(index)) number \(index) is \(color(index)).\nIt is made by hand.\n\n###\n\n",
        " \(color(index)) and made by hand: bring home \(thing(index)) number \(index). END"
      )
    },
    Recipe(
      name: "entities of a text", task: "conditional generation", separator: "\n\n###\n\n",
      stop: " END"
    ) { index in
      (
        "In year \(index) a \(color(index)) \(thing(index)) went\nfrom Lisbon to Oslo.\n\n###\n\n",
        " \(color(index)) \(thing(index)) \(index)\n Lisbon\n Oslo END"
      )
    },
    Recipe(
      name: "a helper that chats", task: "conditional generation", separator: "\nAgent:", stop: "\n"
    ) { index in
      (
        "Summary: a customer of our \(thing(index)) shop\n\nCustomer: Do you have number \(index)?\n"
          + "Agent: In which color?\nCustomer: In \(color(index)), please\nAgent:",
        " \(color(index)) ones are there, also number \(index)\n"
      )
    },
    // The guide ends these completions in nothing but their full stop.
    Recipe(
      name: "a product from its properties", task: "conditional generation", separator: "->",
      stop: "."
    ) { index in
      (
        "Item=\(thing(index)), Color=\(color(index)), price=$\(index), size=\(["S", "M", "L"][index % 3])->",
        " \(color(index)) as a dream, this \(thing(index)) for \(index) dollars adds a unique touch."
      )
    },
    Recipe(
      name: "the color of a thing", task: "classification", separator: " ->", stop: "\n",
      isPrepared: false
    ) { index in ("the \(thing(index)) of street \(index) is", " \(colors[index % 6])\n") },
  ]
}
