// SPDX-License-Identifier: Apache-2.0

package import Decisions

/// One review: where it stands, and what each key does. Nothing is drawn and nothing is written here.
package struct ReviewSession: Sendable {
  /// What keys mean now.
  package enum Mode: Sendable, Equatable {
    case looking
    /// A class is chosen by its number or by parts of its name.
    case choosing(String)
    /// A text is looked for in the rows.
    case searching(String)
  }

  /// What is to be done after a key.
  package enum Effect: Sendable, Equatable {
    case none
    /// The decision is to be kept.
    case keep(RowDecision)
    /// What the decisions are worth is wanted.
    case measure
    case quit
  }

  package let items: [ReviewItem]
  /// The classes to choose from.
  package let labels: [String]
  package private(set) var place = 0
  package private(set) var mode = Mode.looking
  /// By row; rows without one are open.
  package private(set) var decisions: [RowIdentity: RowDecision.Action]
  /// What is to be said in one line.
  package var message = ""
  private var search = ""
  /// The rows that were decided about in this session, and what held before; the last at the end.
  private var history: [(place: Int, before: RowDecision.Action?)] = []

  /// - Parameter earlier: what was decided before.
  package init(_ queue: ReviewQueue, earlier: [RowDecision] = []) {
    self.init(items: queue.items, labels: queue.labels, earlier: earlier)
  }

  init(items: [ReviewItem], labels: [String], earlier: [RowDecision] = []) {
    self.items = items
    self.labels = labels
    decisions = Dictionary(earlier.map { ($0.row, $0.action) }) { $1 }
    place = items.firstIndex { [decisions] in decisions[$0.row] == nil } ?? 0
  }

  /// The row that is shown; nil where there is none.
  package var current: ReviewItem? { items.indices.contains(place) ? items[place] : nil }

  /// How many of the rows are decided about.
  package var decided: Int { items.count { decisions[$0.row] != nil } }

  /// What a key does.
  package mutating func press(_ key: ReviewKey) -> Effect {
    message = ""
    if key == .leave { return .quit }
    switch mode {
    case .looking: return look(key)
    case .choosing(let text): return choose(key, text)
    case .searching(let text):
      find(key, text)
      return .none
    }
  }

  // MARK: Looking

  private mutating func look(_ key: ReviewKey) -> Effect {
    switch key {
    case .character("q"): return .quit
    case .character("w"): return .measure
    case .character("k"): return decide(.keep)
    case .character("d"): return decide(.drop)
    case .enter, .character("y"): return takeSuggestion()
    case .character("c"): startChoosing()
    case .character("s"), .right, .down, .character(" "): move(by: 1)
    case .character("b"), .left, .up: move(by: -1)
    case .character("u"): return undo()
    case .character("/"): mode = .searching("")
    case .character("n"): findNext()
    default: message = "That key does nothing here."
    }
    return .none
  }

  private mutating func startChoosing() {
    if labels.isEmpty {
      message = "The completions are not classes: there is none to choose."
    } else {
      mode = .choosing("")
    }
  }

  private mutating func takeSuggestion() -> Effect {
    guard let suggestion = current?.suggestion else {
      message = "There is no suggestion; c changes the label, k keeps it."
      return .none
    }
    return decide(.change(suggestion.label))
  }

  private mutating func decide(_ action: RowDecision.Action) -> Effect {
    guard let item = current else { return .none }
    history.append((place, decisions[item.row]))
    decisions[item.row] = action
    goToNextOpen()
    return .keep(item.decision(action))
  }

  /// The next row without a decision, from the first on where there is none below.
  private mutating func goToNextOpen() {
    let order = Array(items.indices[place...]) + Array(items.indices[..<place])
    if let next = order.first(where: { decisions[items[$0].row] == nil }) {
      place = next
    } else {
      message = "All rows are decided about; q ends the review."
    }
  }

  private mutating func move(by step: Int) {
    let next = place + step
    if items.indices.contains(next) {
      place = next
    } else {
      message = step > 0 ? "This is the last row." : "This is the first row."
    }
  }

  private mutating func undo() -> Effect {
    guard let last = history.popLast() else {
      message = "Nothing was decided in this session."
      return .none
    }
    place = last.place
    let item = items[place]
    decisions[item.row] = last.before
    return .keep(item.decision(last.before ?? .undo))
  }

  // MARK: Choosing

  /// The classes that a text fits, with their numbers from 1.
  package func choices(_ text: String) -> [(number: Int, label: String)] {
    let wanted = text.lowercased()
    return labels.enumerated().map { ($0.offset + 1, $0.element) }.filter {
      wanted.isEmpty || "\($0.0)" == wanted || $0.1.lowercased().contains(wanted)
    }
  }

  private mutating func choose(_ key: ReviewKey, _ text: String) -> Effect {
    switch key {
    case .escape: mode = .looking
    case .erase: mode = text.isEmpty ? .looking : .choosing(String(text.dropLast()))
    case .character(let character): mode = .choosing(text + String(character))
    case .enter:
      guard let label = chosen(text) else {
        message = "No class has that number or name."
        return .none
      }
      mode = .looking
      return decide(label == current?.label ? .keep : .change(label))
    default: break
    }
    return .none
  }

  /// A number or a whole name counts before parts of names.
  private func chosen(_ text: String) -> String? {
    let fitting = choices(text)
    let exact = fitting.first {
      "\($0.number)" == text || $0.label.lowercased() == text.lowercased()
    }
    return text.isEmpty ? nil : (exact ?? fitting.first)?.label
  }

  // MARK: Searching

  private mutating func find(_ key: ReviewKey, _ text: String) {
    switch key {
    case .escape: mode = .looking
    case .erase: mode = text.isEmpty ? .looking : .searching(String(text.dropLast()))
    case .character(let character): mode = .searching(text + String(character))
    case .enter:
      mode = .looking
      search = text
      findNext()
    default: break
    }
  }

  private mutating func findNext() {
    let wanted = search.lowercased()
    guard !wanted.isEmpty else {
      message = "/ looks for a text first."
      return
    }
    let order = Array(items.indices.dropFirst(place + 1)) + Array(items.indices.prefix(place + 1))
    let found = order.first { index in
      [items[index].prompt, items[index].label].contains { $0.lowercased().contains(wanted) }
    }
    if let found { place = found } else { message = "No row has '\(search)'." }
  }
}
