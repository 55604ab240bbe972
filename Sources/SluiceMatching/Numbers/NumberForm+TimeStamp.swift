// Whether a form can be at the beginning of a time stamp, or of its seconds.

extension NumberForm {
    /// The bytes of something that is no number. Up to so many of them are no number for what follows: a letter, a
    /// digit, or a sign and a digit.
    private static let others: [(bytes: [ByteSet], openCount: Int)] = [
        (bytes("dddd-dd-ddTdd:dd"), 9), (bytes("dd.dddZ"), 6),
    ]

    private static func bytes(_ text: StaticString) -> [ByteSet] {
        text.description.utf8.map { byte in
            switch byte {
            case UInt8(ascii: "d"): .digits
            case UInt8(ascii: "T"): ByteSet(ascii: "T ")
            case UInt8(ascii: "Z"): .letters
            default: ByteSet(byte...byte)
            }
        }
    }

    /// Whether no number in this form stands where a time stamp or its seconds begin.
    func leavesTimeStampsAlone(ignoringCase: Bool) -> Bool {
        Self.others.allSatisfy { other in
            elements.count <= other.openCount
                || zip(elements, other.bytes).contains { element, bytes in
                    element.bytes(ignoringCase: ignoringCase).intersection(bytes).isEmpty
                }
        }
    }
}
