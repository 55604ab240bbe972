// A value that is there now and then.

/// A value that is there now and then, kept on the heap, so that what it belongs to is small without it.
@propertyWrapper
package struct Seldom<Value: Sendable>: Sendable {
    /// The value, if it is there. It is given as a copy.
    @inlinable package var wrappedValue: Value? {
        get { storage.first }
        set {
            guard let newValue else {
                if !storage.isEmpty { storage.removeAll(keepingCapacity: true) }
                return
            }
            if storage.isEmpty { storage.append(newValue) } else { storage[0] = newValue }
        }
    }

    /// Room for one.
    @usableFromInline package var storage: [Value] = []

    /// No value.
    @inlinable
    package init() {}

    /// Gives the room back if there is no value.
    @inlinable
    package mutating func rest() { storage.trim() }
}
