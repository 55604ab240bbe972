// What is said of an index of licence texts that is none, or is damaged.

import Foundation
import SluiceMatching
import Testing

/// What is said of an index that is none, or is damaged.
struct LicenseTextIndexTests {
    private static let bytes = Result {
        [UInt8](try Data(contentsOf: URL(filePath: "\(LicenseTexts.folder)/license-texts.idx")))
    }

    private static func reason(_ change: (inout [UInt8]) -> Void) throws -> String? {
        var bytes = try bytes.get()
        change(&bytes)
        do {
            _ = try LicenseTextIndex(bytes)
            return nil
        } catch {
            return error.reason
        }
    }

    @Test func isReadAsItIs() throws {
        #expect(try Self.reason { _ in } == nil)
        #expect(try LicenseTextIndex(try Self.bytes.get()).names.contains("AGPL-3.0-or-later"))
    }

    @Test func saysWhatIsWrong() throws {
        #expect(try Self.reason { $0 = [] } == "this is no index of licence texts")
        #expect(try Self.reason { $0[0] = 0 } == "this is no index of licence texts")
        #expect(try Self.reason { $0[8] = 1 } == "the index has a version that is not known")
        #expect(try Self.reason { $0[12] = 5 } == "the index counts runs of another length than 6 words")
        #expect(try Self.reason { $0[27] = 0xFF } == "a size in the index's header is out of range")
        #expect(try Self.reason { $0[28] = 99 } == "a size in the index's header is out of range")
        #expect(try Self.reason { $0[$0.count / 2] ^= 1 } == "the index is damaged: its checksum does not hold")
        #expect(try Self.reason { $0.removeLast() } == "the index is damaged: its checksum does not hold")
    }

    /// With a checksum that holds, nothing that the parts say leads outside of them.
    @Test(arguments: 1...40 as ClosedRange<UInt64>) func readsNothingBeyondItsParts(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let reason = try Self.reason { bytes in
            // The counts of the header, or bytes anywhere.
            let place =
                seed % 2 == 0
                ? Int.random(in: 16..<40, using: &generator) : Int.random(in: 48..<bytes.count, using: &generator)
            bytes[place] = UInt8.random(in: 0...255, using: &generator)
            let checksum = LicenseTextIndex.checksum(of: bytes, from: 48)
            for index in 0..<8 { bytes[40 + index] = UInt8(truncatingIfNeeded: checksum >> UInt64(index * 8)) }
        }
        #expect(
            reason == nil || reason?.hasPrefix("the index") == true
                || reason == "a size in the index's header is out of range"
        )
    }
}
