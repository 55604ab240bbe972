// Where the strings of JSON end, for others.

import SluiceMatching

/// Where the strings of JSON end.
package enum JSONText {
    /// The place of the first quote, backslash or control character from `start` on, or the end.
    @inline(__always)
    package static func specialByte(_ bytes: Span<UInt8>, from start: Int) -> Int {
        JSONStringEnd.find(bytes, from: start, upTo: bytes.count)
    }
}
