// Sets of bytes are sets.

import SluiceMatching
import Testing

struct ByteSetTests {
    private static func random(using generator: inout SplitMix64) -> (ByteSet, Set<UInt8>) {
        var set = ByteSet()
        var model: Set<UInt8> = []
        for _ in 0..<Int.random(in: 0...120, using: &generator) {
            let byte = UInt8.random(in: .min ... .max, using: &generator)
            if Int.random(in: 0..<4, using: &generator) == 0 {
                set.remove(byte)
                model.remove(byte)
            } else {
                set.insert(byte)
                model.insert(byte)
            }
        }
        return (set, model)
    }

    @Test(arguments: 0..<30 as Range<UInt64>) func behavesLikeASet(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let (one, oneModel) = Self.random(using: &generator)
        let (other, otherModel) = Self.random(using: &generator)
        let all = Set(UInt8.min ... .max)
        #expect(one.members == oneModel.sorted())
        #expect(one.count == oneModel.count)
        #expect(one.isEmpty == oneModel.isEmpty)
        #expect(one.union(other).members == oneModel.union(otherModel).sorted())
        #expect(one.intersection(other).members == oneModel.intersection(otherModel).sorted())
        #expect(one.inverted.members == all.subtracting(oneModel).sorted())
        for byte in all { #expect(one.contains(byte) == oneModel.contains(byte)) }
        var folded = oneModel
        for byte in oneModel where ByteSet.letters.contains(byte) { folded.insert(byte ^ 0x20) }
        #expect(one.caseFolded.members == folded.sorted())
    }

    @Test func classes() {
        #expect(ByteSet("az").members == [0x61, 0x7A])
        #expect(ByteSet(0x30...0x32).members == [0x30, 0x31, 0x32])
        #expect(Alphabet(characterClass: "a-c.-")?.set == ByteSet("abc.-"))
        #expect(Alphabet(characterClass: "-a")?.set == ByteSet("-a"))
        for wrong in ["", "c-a", "é"] { #expect(Alphabet(characterClass: wrong) == nil) }
        #expect(Alphabet(named: "base62")?.set == .alphanumerics)
        #expect(Alphabet(named: "base63") == nil)
    }
}
