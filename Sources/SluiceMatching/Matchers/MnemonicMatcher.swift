// Seed phrases of wallets.

import Crypto
import SluiceModel

/// Finds the seed phrases of wallets (BIP-39): 12, 15, 18, 21 or 24 words of a list of 2,048, the last bits of which
/// are a checksum.
///
/// The words are those of ordinary English, so a phrase is looked for only behind words that announce one (`mnemonic`,
/// `seed phrase`, `recovery words`), and begins at most a few words after them. Blanks, commas, numbers and line ends
/// may separate the words, and each may be in quotation marks of its own.
package struct MnemonicMatcher: NamedMatcher, ReadingMatcher {
    package static let name = "bip39-mnemonic"
    package static let summary = "Wallet seed phrases of 12 to 24 words (BIP-39), proved by their checksum."
    package static let optionNames: [String] = []

    package let anchors: [Anchor] = announcements.map { text in
        Anchor(
            elements: text.map { $0 == UInt8(ascii: "_") ? joints : ByteSet($0...$0).caseFolded },
            maskOffset: text.count
        )
    }
    package let reachBefore = 0
    package let reachAfter = 640

    private static let announcements = ByteText.words(
        """
        mnemonic seed_phrase seedphrase seed_words recovery_phrase recoveryphrase recovery_words backup_phrase secret_phrase
        wallet_phrase wallet_seed walletseed bip39 bip_39
        """
    )

    /// So many words that are none of the list may stand between announcement and phrase.
    private static let maximumGap = 6
    private static let maximumReach = 640
    private static let lengths = [24, 21, 18, 15, 12]

    package init(options: [String: [String]], runClasses: inout RunClassTable) throws(MatcherOptionError) {}

    package func decide(
        at position: Int,
        in window: borrowing ByteWindow,
        hold: inout Int,
        runs: inout RunCache
    ) throws(AwaitsBytes) -> MatchOutcome {
        let limit = position + Self.maximumReach
        guard var offset = try announcementEnd(at: position, in: window) else { return .noMatch(.shape) }
        var gap = 0
        while gap <= Self.maximumGap, offset < limit {
            let start = try window.peekRunEnd(of: Self.separators, from: offset, limit: min(offset + 16, limit))
            hold = start
            let end = try window.peekRunEnd(of: .letters, from: start, limit: start + 16)
            guard end > start else {
                // Neither a word nor what separates words.
                guard start < limit, try window.peek(start) != nil else { break }
                offset = start + 1
                gap += 1
                continue
            }
            // What another announcement leads to is searched from there, so that no text is searched twice.
            if try announcementEnd(at: start, in: window) != nil { break }
            offset = end
            if MnemonicWords.number(of: window.span(start..<end)) != nil {
                let phrase = try words(from: start, limit: limit, in: window)
                if let match = Self.match(phrase, from: position) { return .match(match) }
                offset = phrase.ends.last ?? end
            }
            gap += 1
        }
        return .noMatch(.shape)
    }

    private func announcementEnd(at position: Int, in window: borrowing ByteWindow) throws(AwaitsBytes) -> Int? {
        for text in Self.announcements {
            var index = 0
            while index < text.count, let byte = try window.peek(position + index) {
                let stands =
                    text[index] == UInt8(ascii: "_") ? Self.joints.contains(byte) : byte.asciiLowercased == text[index]
                guard stands else { break }
                index += 1
            }
            if index == text.count { return position + index }
        }
        return nil
    }

    /// Words of the list side by side.
    private struct Phrase {
        var numbers: [Int] = []
        /// Where each of them begins.
        var starts: [Int] = []
        /// Where each of them ends.
        var ends: [Int] = []
    }

    private func words(from start: Int, limit: Int, in window: borrowing ByteWindow) throws(AwaitsBytes) -> Phrase {
        var phrase = Phrase()
        var offset = start
        while phrase.numbers.count < 25 {
            let end = try window.peekRunEnd(of: .letters, from: offset, limit: min(offset + 9, limit))
            guard end > offset, let number = MnemonicWords.number(of: window.span(offset..<end)) else { break }
            if offset > start, try announcementEnd(at: offset, in: window) != nil { break }
            phrase.numbers.append(number)
            phrase.starts.append(offset)
            phrase.ends.append(end)
            offset = try window.peekRunEnd(of: Self.separators, from: end, limit: min(end + 12, limit))
            if offset == end { break }
        }
        return phrase
    }

    /// The longest phrase near the start of the words whose checksum holds, or all of them where their number is right.
    private static func match(_ phrase: Phrase, from position: Int) -> RawMatch? {
        let count = phrase.numbers.count
        // A list of words repeats some, or has them in order.
        guard count >= 12, Set(phrase.numbers).count * 5 >= count * 2, phrase.numbers != phrase.numbers.sorted() else {
            return nil
        }
        for first in 0..<min(3, count - 11) {
            for length in lengths where first + length <= count {
                guard holdsChecksum(phrase.numbers[first..<(first + length)]) else { continue }
                let secret = phrase.starts[first]..<phrase.ends[first + length - 1]
                return RawMatch(match: position..<secret.upperBound, secret: secret, proof: .holds)
            }
        }
        guard lengths.contains(count) else { return nil }
        let secret = phrase.starts[0]..<phrase.ends[count - 1]
        return RawMatch(match: position..<secret.upperBound, secret: secret, proof: .fails)
    }

    /// Whether the last bits of the words, eleven for each, are the first of the SHA-256 of the others: one for each
    /// three words.
    package static func holdsChecksum(_ numbers: some Collection<Int>) -> Bool {
        var bits: [UInt8] = []
        for number in numbers {
            for shift in stride(from: 10, through: 0, by: -1) { bits.append(UInt8(number >> shift & 1)) }
        }
        let checked = bits.count * 32 / 33
        var entropy: [UInt8] = []
        for start in stride(from: 0, to: checked, by: 8) {
            entropy.append(bits[start..<(start + 8)].reduce(0) { $0 << 1 | $1 })
        }
        let digest = Array(SHA256.hash(data: entropy))
        for index in checked..<bits.count {
            let place = index - checked
            guard digest[place / 8] >> UInt8(7 - place % 8) & 1 == bits[index] else { return false }
        }
        return true
    }

    private static var joints: ByteSet { ByteSet(ascii: "_- ") }
    /// What stands between words, numbers of lists and escapes included.
    private static var separators: ByteSet { ByteSet(ascii: " \t\r\n,;:=.\"'`[](){}\\-_>").union(.digits) }
}
