// Seed phrases of wallets.

import SluiceMatching
import Testing

/// The phrases are test vectors of BIP-39.
@Suite struct MnemonicTests {
    let probe: ChunkingProbe<MnemonicMatcher>

    init() throws { probe = try ChunkingProbe() }

    static let twelve = "legal winner thank year wave sausage worth useful legal winner thank yellow"
    static let eighteen =
        "letter advice cage absurd amount doctor acoustic avoid letter advice cage absurd amount doctor acoustic avoid letter always"
    static let twentyFour =
        "void come effort suffer camp survey warrior heavy shoot primary clutch crush open amazing screen patrol group space point ten exist slush involve unfold"

    static let positives = [
        "mnemonic: \"«\(twelve)»\"", "MNEMONIC='«\(twentyFour)»'", "My seed phrase is «\(eighteen)».",
        "wallet seed: «" + twelve.split(separator: " ").joined(separator: ", ") + "»",
        "recovery_phrase = [\"«" + twelve.split(separator: " ").joined(separator: "\", \"") + "»\"]",
        "Recovery phrase:\n1. «" + twelve.split(separator: " ").joined(separator: "\n2. ") + "»\n",
        "{\"seedPhrase\":\"«\(twelve.uppercased())»\"}",
    ]

    @Test(arguments: positives) func finds(_ marked: String) { probe.expect(marked) }

    static let negatives = [
        twelve, "mnemonic", "mnemonic: ", "mnemonic: add", "the mnemonic of an instruction is a short word for it",
        "seed phrase: abandon ability able about above absent absorb abstract absurd abuse access accident",
        "seed phrase: " + String(repeating: "abandon ", count: 24),
        "mnemonic: legal winner thank year wave sausage worth useful legal winner thank",
    ]

    @Test(arguments: negatives) func leaves(_ text: String) { probe.expect(text) }

    @Test func checksumDecides() {
        let wrong = Self.twelve.replacing("yellow", with: "zebra")
        #expect(probe.matches(in: Array("mnemonic: \(Self.twelve)".utf8)).map(\.proof) == [.holds])
        #expect(probe.matches(in: Array("mnemonic: \(wrong)".utf8)).map(\.proof) == [.fails])
    }

    @Test func neighboursAreDecidedAlike() {
        for (index, marked) in (Self.positives + Self.negatives).enumerated() {
            probe.mutate(marked, seed: UInt64(index), rounds: 10)
        }
    }

    @Test(arguments: ["mnemonic ", "seed phrase ", "mnemonic abandon ", "seed_phrase: legal winner ", "bip39 1"])
    func floodsAreDecidedAlike(_ unit: String) { probe.expectFloodIsDecidedAlike(unit) }
}
