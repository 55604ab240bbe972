// A value that is there now and then.

/// A value that is there now and then, kept on the heap, so that what it belongs to is small without it.
///
/// It is public, as byte sets are, because nothing of package access is made for its values in other modules, and each
/// look would cost more than what is looked at; the module is no product.
@propertyWrapper
public struct Seldom<Value: Sendable>: Sendable {
    /// The value, if it is there. It is given as a copy.
    @inlinable public var wrappedValue: Value? {
        get { storage.isEmpty ? nil : storage[0] }
        set {
            guard let newValue else {
                if !storage.isEmpty { storage.removeAll(keepingCapacity: true) }
                return
            }
            if storage.isEmpty { storage.append(newValue) } else { storage[0] = newValue }
        }
    }

    /// Room for one.
    @usableFromInline var storage: [Value] = []

    /// No value.
    @inlinable
    public init() {}

    /// Gives the room back if there is no value.
    @inlinable
    public mutating func rest() {
        if storage.isEmpty { storage = [] }
    }
}
