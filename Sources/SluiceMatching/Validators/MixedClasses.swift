// Values that mix letters and digits.

/// The value has at least one ASCII letter and one digit, as random keys of twenty and more characters nearly always
/// do and words, plain numbers and most names do not. (Of random base 62, one value of twenty characters in 34 has no
/// digit.)
package struct MixedClasses: Validator {
    package let name = "mixed-classes"
    package let summary = "The value has at least one letter and one digit."

    package init() {}

    package func validate(_ value: Span<UInt8>) -> Validation {
        var hasLetter = false
        var hasDigit = false
        for index in value.indices {
            hasLetter = hasLetter || ByteSet.letters.contains(value[index])
            hasDigit = hasDigit || ByteSet.digits.contains(value[index])
        }
        return hasLetter && hasDigit ? .valid : .invalid
    }
}
