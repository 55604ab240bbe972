// A file that rules name, such as an index or a model.

/// A file that rules name in an option of their matcher, read once for all of them, with what matchers have made of it.
///
/// It lives while rules are compiled.
package final class DataFile {
    /// Its contents.
    package let bytes: [UInt8]
    private var readings: [Reading: Any] = [:]

    /// The kind of a value, and the file that it was read from besides this one.
    private struct Reading: Hashable {
        let kind: ObjectIdentifier
        let other: ObjectIdentifier?
    }

    /// A file with these contents.
    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// What the contents say, read once for all rules that read the same kind of value from it.
    ///
    /// - Parameters:
    ///   - other: a file that the value depends on as well.
    ///   - read: reads the contents; what it makes may depend on them, and on those of `other`, alone.
    package func reading<Value, Failure: Error>(
        besides other: DataFile? = nil,
        _ read: ([UInt8]) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        let reading = Reading(kind: ObjectIdentifier(Value.self), other: other.map(ObjectIdentifier.init))
        if let known = readings[reading] as? Value { return known }
        let value = try read(bytes)
        readings[reading] = value
        return value
    }
}
