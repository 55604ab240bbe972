// Groups byte values that no sequence tells apart.

/// A partition of the 256 byte values into classes that a family of byte sets does not tell apart.
struct ByteClasses: Sendable {
    /// The class of each byte value.
    let classOfByte: [UInt8]
    /// How many classes there are, 1 to 256.
    let count: Int

    /// The coarsest partition in which every set of `sets` is a union of classes.
    init(distinguishing sets: some Sequence<ByteSet>) {
        var classOfByte = [UInt8](repeating: 0, count: 256)
        var count = 1
        for set in sets {
            var splitClass = [Int](repeating: -1, count: count)
            var hasOutside = [Bool](repeating: false, count: count)
            for byte in 0..<256 where !set.contains(UInt8(byte)) { hasOutside[Int(classOfByte[byte])] = true }
            for byte in 0..<256 where set.contains(UInt8(byte)) {
                let old = Int(classOfByte[byte])
                guard hasOutside[old] else { continue }
                if splitClass[old] < 0 {
                    splitClass[old] = count
                    count += 1
                }
                classOfByte[byte] = UInt8(splitClass[old])
            }
        }
        // Common bytes stand side by side, so that what most texts ask of a row of a table lies in one line of the cache.
        var shares = [UInt32](repeating: 0, count: count)
        for byte in UInt8.min...UInt8.max { shares[Int(classOfByte[Int(byte)])] += ByteRarity.share(of: byte) }
        var rank = [UInt8](repeating: 0, count: count)
        let order = shares.indices.sorted { (shares[$1], $0) < (shares[$0], $1) }
        for (place, old) in order.enumerated() { rank[old] = UInt8(place) }
        self.classOfByte = classOfByte.map { rank[Int($0)] }
        self.count = count
    }

    /// The classes that make up `set`, which must be one of those the partition was made for.
    func classes(in set: ByteSet) -> [Int] {
        var seen = [Bool](repeating: false, count: count)
        var result: [Int] = []
        for byte in set.members {
            let index = Int(classOfByte[Int(byte)])
            if !seen[index] {
                seen[index] = true
                result.append(index)
            }
        }
        return result
    }
}
