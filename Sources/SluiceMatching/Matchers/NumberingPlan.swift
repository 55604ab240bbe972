// Knows which national numbers there are behind a calling code.

/// The numbering plan behind one calling code of ITU-T E.164: which lengths national numbers have, and which two digits
/// numbers of each length begin with.
package struct NumberingPlan: Hashable, Sendable {
    /// How many digits the code has, 1 to 3.
    package let width: Int
    /// The most digits of a national number.
    package let mostDigits: Int
    /// Bit n says that there are national numbers of n digits.
    package let lengths: UInt32
    /// Where the leading digits of the plan's numbers stand in `leads`: one entry for each bit of `lengths`, in order.
    private let firstLead: Int

    /// The most digits of a number with its code, as E.164 limits them.
    package static let mostDigits = 15

    /// The plan of the code that the `count` leading digits `value` begin with, or nil where none is assigned.
    ///
    /// Codes are a prefix code: one digit decides for 1 and 7, three decide for all.
    package static func leading(_ value: UInt64, count: Int) -> NumberingPlan? {
        for width in 1...3 where width <= count {
            let code = Int(value / DecimalChecks.power(count - width))
            if code < plans.byCode.count, let plan = plans.byCode[code] { return plan }
        }
        return nil
    }

    /// What is known of a national number.
    package enum Fit: Hashable, Sendable {
        /// No number has this length.
        case none
        /// There are numbers of this length, but none that begins so.
        case length
        /// There are such numbers.
        case full
    }

    /// How the national number `value`, written with `digits` digits, fits the plan.
    package func fit(_ value: UInt64, digits: Int) -> Fit {
        guard digits <= Self.mostDigits, lengths >> UInt32(digits) & 1 == 1, digits >= 2 else { return .none }
        let before = (lengths & (1 << UInt32(digits) - 1)).nonzeroBitCount
        let lead = Int(value / DecimalChecks.power(digits - 2))
        return Self.plans.leads[firstLead + before].contains(lead) ? .full : .length
    }

    /// Numbers of two digits, as bits.
    private struct LeadingPairs: Hashable, Sendable {
        private var low: UInt64 = 0
        private var high: UInt64 = 0

        func contains(_ pair: Int) -> Bool {
            (pair < 64 ? low >> UInt64(pair) : high >> UInt64(pair - 64)) & 1 == 1
        }

        mutating func insert(_ pair: Int) {
            if pair < 64 { low |= 1 << UInt64(pair) } else { high |= 1 << UInt64(pair - 64) }
        }

        mutating func formUnion(_ other: LeadingPairs) {
            low |= other.low
            high |= other.high
        }
    }

    private struct Plans: Sendable {
        var byCode = [NumberingPlan?](repeating: nil, count: 1_000)
        var leads: [LeadingPairs] = []
    }

    private static let plans: Plans = {
        var plans = Plans()
        for line in table.split(whereSeparator: \.isNewline) {
            let parts = line.split(separator: " ")
            guard let name = parts.first, let code = Int(name) else { continue }
            var pairs: [Int: LeadingPairs] = [:]
            for part in parts.dropFirst() {
                let sides = part.split(separator: ":")
                guard sides.count == 2 else { continue }
                var set = LeadingPairs()
                for range in sides[1].split(separator: ",") {
                    let ends = range.split(separator: "-").compactMap { Int($0) }
                    guard let first = ends.first, let last = ends.last, first <= last, last < 100 else { continue }
                    for pair in first...last { set.insert(pair) }
                }
                for length in sides[0].split(separator: ",").compactMap({ Int($0) }) where length <= mostDigits {
                    pairs[length, default: LeadingPairs()].formUnion(set)
                }
            }
            let lengths = pairs.keys.sorted()
            plans.byCode[code] = NumberingPlan(
                width: name.count,
                mostDigits: lengths.last ?? 0,
                lengths: lengths.reduce(0) { $0 | 1 << UInt32($1) },
                firstLead: plans.leads.count
            )
            for length in lengths {
                guard let set = pairs[length] else { continue }
                plans.leads.append(set)
            }
        }
        return plans
    }()
}
