// Decodes the escape sequences of stretches of strings.

import CSluiceScan

/// Decodes the escape sequences of stretches of strings.
enum JSONUnescaping {
    /// Appends the text that `raw` spells, which has `count` bytes. All of its escape sequences are whole and valid and
    /// none is half of a pair of surrogates.
    static func append(_ raw: Span<UInt8>, count: Int, to text: inout [UInt8]) {
        text.append(addingCapacity: count) { room in
            // Sound: the kernel reads the bytes of `raw` only, borrowed for the call, writes at most as many bytes as
            // there is room for, and returns how many it wrote.
            unsafe room.withUnsafeMutableBufferPointer { target, written in
                unsafe raw.withUnsafeBufferPointer { source in
                    guard let to = target.baseAddress, let from = source.baseAddress else { return }
                    written = unsafe sluice_json_unescape(from, source.count, to, target.count)
                }
            }
        }
    }
}
