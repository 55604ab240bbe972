// Names requests.

import Synchronization

/// Names requests, so that one can be found again in logs, audit and answers.
struct RequestNames: Sendable {
    private let prefix: String
    private let counter = Counter()

    private final class Counter: Sendable {
        let value = Atomic<UInt64>(0)
    }

    init() {
        var generator = SystemRandomNumberGenerator()
        prefix = String(UInt64.random(in: .min ... .max, using: &generator), radix: 36)
    }

    /// The name that the caller gave, if it may stand in logs, or a new one.
    func name(_ given: String?) -> String {
        if let given, (1...128).contains(given.utf8.count), given.utf8.allSatisfy({ Self.isPlain($0) }) { return given }
        return "\(prefix)-\(String(counter.value.add(1, ordering: .relaxed).newValue, radix: 36))"
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
            UInt8(ascii: ":"):
            true
        default: false
        }
    }
}
