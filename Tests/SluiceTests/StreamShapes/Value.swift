// JSON values as a client reads and writes them.

import Foundation

/// A JSON value as a client reads it; asking for what is not there gives nothing.
struct Value {
    private let any: Any?

    init(_ text: String) {
        any = try? JSONSerialization.jsonObject(with: Data(text.utf8), options: [.fragmentsAllowed])
    }

    private init(any: Any?) {
        self.any = any
    }

    subscript(_ name: String) -> Value { Value(any: (any as? [String: Any])?[name]) }

    var array: [Value] { (any as? [Any] ?? []).map { Value(any: $0) } }
    var string: String? { any as? String }
    var number: Int? { any as? Int }
    var isThere: Bool { any != nil && !(any is NSNull) }

    /// The string, or nothing.
    var text: String { string ?? "" }

    /// The element of an array whose `index` is `index`, or that has no `index` at that position.
    func indexed(_ index: Int) -> Value {
        let list = array
        return list.first { $0["index"].number == index }
            ?? (index < list.count && !list[index]["index"].isThere ? list[index] : Value(any: nil))
    }
}

/// A string as JSON.
func quoted(_ text: String) -> String {
    let data = try? JSONSerialization.data(
        withJSONObject: text,
        options: [.fragmentsAllowed, .withoutEscapingSlashes]
    )
    return String(decoding: data ?? Data(), as: UTF8.self)
}

/// The one text that all of `texts` are.
func agreed(_ texts: [String]) -> String {
    guard let first = texts.first else { return "" }
    return texts.allSatisfy { $0 == first } ? first : "DISAGREE " + texts.joined(separator: " | ")
}
