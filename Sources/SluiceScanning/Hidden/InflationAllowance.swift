// How much compressed data may grow to.

/// How much compressed data may grow to: a bomb costs no more than so many times the text that carries it.
///
/// What is allowed depends on places in the text alone, so that where reading stops does not depend on its chunks.
struct InflationAllowance: Sendable {
    /// As many bytes are free, of each word of digits and of all of a stream.
    private let freeCount: Int
    /// As many bytes may come of each byte of the text.
    private let growth: Int
    /// How many bytes have come of all words.
    private var count = 0

    /// - Parameter depth: how many compressed texts lie around this one. Inside them little is allowed, as what is
    ///   compressed twice is not there to become smaller; what both may grow by multiplies.
    init(depth: Int) {
        freeCount = depth == 0 ? 256 * 1_024 : 64 * 1_024
        growth = depth == 0 ? 16 : depth == 1 ? 2 : 1
    }

    /// Takes `added` bytes of a word that grew to `wordCount`, of which the bytes from `start` to `end` have been read;
    /// the result is whether reading may go on.
    mutating func take(_ added: Int, wordCount: Int, of start: Int, to end: Int) -> Bool {
        count += added
        return wordCount <= freeCount + growth * (end - start) && count <= freeCount + growth * end
    }
}
