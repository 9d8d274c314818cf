// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import DequeModule
import Dispatch
import Synchronization

/// Works on items on several threads while this one reads the next, and hands the results over in
/// the order of the items. At most a few items are held at any time.
package struct OrderedPipeline {
  package let threads: Int

  package init(threads: Int) { self.threads = threads }

  package func run<Item: Sendable, Value: Sendable>(
    next: () throws(AssayError) -> Item?, transform: @Sendable (Item) -> Value,
    consume: (Value) throws(AssayError) -> Void
  ) throws(AssayError) {
    guard let first = try next() else { return }
    // Small files end with the first batch and need no other thread.
    guard let second = try next() else { return try consume(transform(first)) }
    var failure: AssayError?
    withoutActuallyEscaping(transform) { transform in
      let work = Work(transform: transform)
      defer { work.finish() }
      do throws(AssayError) {
        work.start(first)
        work.start(second)
        while let item = try next() {
          while work.waiting > threads { try consume(work.result()) }
          work.start(item)
        }
        while work.waiting > 0 { try consume(work.result()) }
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
  }

  /// Items on their way. Used by one thread; only the slots are shared.
  private final class Work<Item: Sendable, Value: Sendable> {
    private let transform: @Sendable (Item) -> Value
    private let queue = DispatchQueue(label: "rows", attributes: .concurrent)
    private let group = DispatchGroup()
    private var slots: Deque<Slot<Value>> = []

    init(transform: @escaping @Sendable (Item) -> Value) { self.transform = transform }

    var waiting: Int { slots.count }

    func start(_ item: Item) {
      let slot = Slot<Value>()
      slots.append(slot)
      let transform = transform
      queue.async(group: group) { slot.fill(transform(item)) }
    }

    /// The result of the item that was started first.
    func result() -> Value { slots.removeFirst().take() }

    /// Waits for all that was started.
    func finish() { group.wait() }
  }

  /// A place for one result.
  private final class Slot<Value: Sendable>: Sendable {
    private let value = Mutex<Value?>(nil)
    private let isFilled = DispatchSemaphore(value: 0)

    func fill(_ result: Value) {
      value.withLock { $0 = result }
      isFilled.signal()
    }

    func take() -> Value {
      isFilled.wait()
      guard let result = value.withLock({ $0.take() }) else {
        preconditionFailure("a slot is filled before it is signaled")
      }
      return result
    }
  }
}
