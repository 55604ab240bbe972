// Writes text with a random generator and plants values at intervals.

/// Writes text with a random generator and plants values at intervals.
struct Scribe {
    var text: [UInt8] = []
    var random: SeededGenerator
    var planted: [String: Int] = [:]
    /// Documents written so far.
    var documentCount = 0
    /// Bytes of chat, code and logs written so far in a mixed text.
    var shares = [0, 0, 0]
    private let secretDistance: Int
    private var bytesUntilSecret: Int

    init(seed: UInt64, secretDistance: Int) {
        random = SeededGenerator(seed: seed)
        self.secretDistance = secretDistance
        bytesUntilSecret = secretDistance
    }

    mutating func add(_ string: String) {
        text.append(contentsOf: string.utf8)
        bytesUntilSecret -= string.utf8.count
    }

    /// The next value to plant, if the time has come. Whoever asks must write it.
    mutating func dueSecret() -> PlantedSecret? {
        guard secretDistance > 0, bytesUntilSecret <= 0 else { return nil }
        bytesUntilSecret += secretDistance / 2 + random.below(secretDistance)
        let secret = PlantedSecret.make(with: &random)
        planted[secret.kind, default: 0] += 1
        return secret
    }

    /// Runs `write` and gives back what it wrote instead of keeping it.
    mutating func collect(_ write: (inout Scribe) -> Void) -> ArraySlice<UInt8> {
        let start = text.count
        write(&self)
        let written = text[start...]
        text.removeSubrange(start...)
        return written
    }

    mutating func word() -> String { random.pickEarly(Vocabulary.words) }
    mutating func noun() -> String { random.pick(Vocabulary.nouns) }
    mutating func verb() -> String { random.pick(Vocabulary.verbs) }

    /// `saveOrder`
    mutating func camelName() -> String { verb() + capitalized(noun()) + (random.oneIn(3) ? capitalized(noun()) : "") }

    /// `save_order`
    mutating func snakeName() -> String { verb() + "_" + noun() + (random.oneIn(3) ? "_" + noun() : "") }

    /// `OrderQueue`
    mutating func typeName() -> String { capitalized(noun()) + capitalized(noun()) }

    mutating func identifier(_ count: Int) -> String { random.characters(Characters.hex, count: count) }

    mutating func uuid() -> String {
        [8, 4, 4, 4, 12].map { identifier($0) }.joined(separator: "-")
    }

    func capitalized(_ word: String) -> String {
        word.prefix(1).uppercased() + word.dropFirst()
    }

    /// `write` as the inside of a JSON string.
    mutating func addEscaped(_ write: (inout Scribe) -> Void) {
        let plain = collect(write)
        for byte in plain {
            switch byte {
            case UInt8(ascii: "\""): text.append(contentsOf: [UInt8(ascii: "\\"), byte])
            case UInt8(ascii: "\\"): text.append(contentsOf: [byte, byte])
            case UInt8(ascii: "\n"): text.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "n")])
            case UInt8(ascii: "\t"): text.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "t")])
            default: text.append(byte)
            }
        }
    }
}
