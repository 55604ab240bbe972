// The number ranges of payment card networks.

/// A range of leading digits that belongs to a card network, with the lengths of its numbers.
///
/// Source: ISO/IEC 7812 and the ranges that the networks publish (Visa, Mastercard, American Express, Discover with
/// Diners Club and JCB, UnionPay, NSPK for Mir, NPCI for RuPay, Troy).
package struct CardIssuer: Sendable {
    /// How many leading digits the range is given with.
    package let prefixLength: Int
    /// The range of the leading digits.
    package let prefixes: ClosedRange<UInt64>
    /// The numbers of digits that occur.
    package let lengths: ClosedRange<Int>
    /// Lengths inside the range that do not occur.
    package let missingLengths: ClosedRange<Int>?

    private init(
        _ prefixLength: Int,
        _ prefixes: ClosedRange<UInt64>,
        _ lengths: ClosedRange<Int>,
        except missingLengths: ClosedRange<Int>? = nil
    ) {
        self.prefixLength = prefixLength
        self.prefixes = prefixes
        self.lengths = lengths
        self.missingLengths = missingLengths
    }

    /// Whether a number is in the range and has one of the lengths.
    package func contains(_ number: DigitNumber) -> Bool {
        lengths.contains(number.digits) && missingLengths?.contains(number.digits) != true
            && prefixes.contains(number.leading(prefixLength))
    }

    /// All ranges.
    package static let all: [CardIssuer] = [
        // Visa: 16 digits, 13 on old cards, 19 on a few.
        CardIssuer(1, 4...4, 13...13),
        CardIssuer(1, 4...4, 16...16),
        CardIssuer(1, 4...4, 19...19),
        // Mastercard.
        CardIssuer(2, 51...55, 16...16),
        CardIssuer(4, 2221...2720, 16...16),
        // American Express.
        CardIssuer(2, 34...34, 15...15),
        CardIssuer(2, 37...37, 15...15),
        // Discover.
        CardIssuer(4, 6011...6011, 16...19),
        CardIssuer(3, 644...649, 16...19),
        CardIssuer(2, 65...65, 16...19),
        // Diners Club.
        CardIssuer(3, 300...305, 14...16, except: 15...15),
        CardIssuer(2, 36...36, 14...19, except: 15...15),
        CardIssuer(2, 38...39, 14...16, except: 15...15),
        // JCB.
        CardIssuer(4, 3528...3589, 16...19),
        // What old JCB cards had, and what generators of test data make of the network: all of 35.
        CardIssuer(4, 1800...1800, 15...15),
        CardIssuer(4, 2131...2131, 15...15),
        CardIssuer(2, 35...35, 16...16),
        // UnionPay.
        CardIssuer(2, 62...62, 16...19),
        // Maestro.
        CardIssuer(2, 50...50, 12...19),
        CardIssuer(2, 56...58, 12...19),
        CardIssuer(2, 63...63, 12...19),
        CardIssuer(2, 67...67, 12...19),
        // RuPay, and UnionPay's newer range.
        CardIssuer(2, 60...60, 16...16),
        CardIssuer(2, 81...82, 16...16),
        // Mir.
        CardIssuer(4, 2200...2204, 16...19),
        // Troy.
        CardIssuer(4, 9792...9792, 16...16),
    ]
}
