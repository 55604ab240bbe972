// A file that rules name, such as an index or a model.

/// A file that rules name in an option of their matcher, read once for all of them, with what matchers have made of it.
///
/// It lives while rules are compiled.
package final class DataFile {
    /// Its contents.
    package let bytes: [UInt8]
    private var readings: [ObjectIdentifier: Any] = [:]

    /// A file with these contents.
    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// What the contents say, read once for all rules that read the same kind of value from it.
    ///
    /// - Parameter read: reads the contents; what it makes may depend on them alone.
    package func reading<Value, Failure: Error>(
        _ read: ([UInt8]) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        let kind = ObjectIdentifier(Value.self)
        if let known = readings[kind] as? Value { return known }
        let value = try read(bytes)
        readings[kind] = value
        return value
    }
}
