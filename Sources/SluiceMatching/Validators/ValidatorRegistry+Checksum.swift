// Check characters by the validator's name.

extension ValidatorRegistry {
    /// The check characters that the validator called `name` adds to `value`; nil where there is no such validator or
    /// it adds none.
    package static func checksum(_ name: String, completing value: [UInt8]) -> [UInt8]? {
        validator(named: name)?.checksum(completing: value)
    }
}
