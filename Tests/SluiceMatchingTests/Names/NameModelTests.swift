// Tests of reading model files.

import SluiceMatching
import Testing

@Suite("Models of the name tagger")
struct NameModelTests {
    private func fault(_ bytes: [UInt8]) -> NameModel.Fault? {
        do throws(NameModel.Fault) {
            _ = try NameModel(bytes)
            return nil
        } catch {
            return error
        }
    }

    @Test("reads the shipped model and an empty one")
    func good() throws {
        #expect(fault(try NameModels.shippedBytes.get()) == nil)
        #expect(fault(NameModels.empty()) == nil)
    }

    @Test("names what is wrong with a file")
    func wrong() {
        let good = NameModels.empty()
        let body = Array(good.dropFirst(16))
        #expect(fault([]) == .notAModel)
        #expect(fault(Array("SLUICENT".utf8)) == .notAModel)
        #expect(fault(Array("sluicent".utf8) + good.dropFirst(8)) == .notAModel)
        #expect(fault(NameModels.file(body: body, version: 2)) == .version(2))
        #expect(fault(Array(repeating: 0, count: NameModel.maximumByteCount + 1)) == .tooLarge)
        #expect(fault(NameModels.file(body: body + [0])) == .sizes)
        #expect(fault(NameModels.file(body: Array(body.prefix(8)))) == .sizes)
        #expect(fault(NameModels.file(body: NameModels.number(30) + body.dropFirst(4))) == .sizes)
        // A bucket that ends before it begins.
        var buckets = body
        buckets.replaceSubrange((12 + 4 * 93 + 4)..<(12 + 4 * 93 + 8), with: NameModels.number(7))
        #expect(fault(NameModels.file(body: buckets)) == .sizes)
        for fault in [NameModel.Fault.tooLarge, .notAModel, .version(2), .checksum, .sizes] {
            #expect(fault.description.utf8.count > 20)
        }
    }

    @Test("any byte that is changed or missing is noticed")
    func damaged() {
        let good = NameModels.empty()
        for index in good.indices {
            var bytes = good
            bytes[index] ^= 0x10
            #expect(fault(bytes) != nil, "byte \(index)")
            #expect(fault(Array(good.prefix(index))) != nil, "\(index) bytes")
        }
    }
}
