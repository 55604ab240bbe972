// Turns offsets in bytes into offsets in code points.

/// Turns offsets in the bytes of a text into offsets in its code points, as Python counts. Offsets are asked for from
/// the start on; going back costs the way from the start again.
final class CodePointOffsets {
    private let text: [UInt8]
    private var place = (byte: 0, point: 0)

    init(_ text: [UInt8]) {
        self.text = text
    }

    subscript(_ offset: Int) -> Int {
        if offset < place.byte { place = (0, 0) }
        let end = min(offset, text.count)
        for byte in text[place.byte..<end] where byte & 0xC0 != 0x80 { place.point += 1 }
        place.byte = end
        return place.point
    }
}
