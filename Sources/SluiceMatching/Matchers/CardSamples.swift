// Card numbers that payment services publish for testing.

/// Card numbers that payment services publish for testing. They pass every check and pay nothing.
package enum CardSamples {
    /// Whether the number is one of them.
    package static func contains(_ number: UInt64, digitCount: Int) -> Bool {
        // Stripe's cards by country and by decline reason all begin with 400000.
        if digitCount == 16, number / 10_000_000_000 == 400_000 { return true }
        return numbers.contains(number)
    }

    /// Those that validators know, and further ones of Adyen's and PayPal's test pages (docs.adyen.com, "Test card
    /// numbers"; developer.paypal.com, "Card testing").
    package static let numbers: Set<UInt64> = Set(TestCard.all.map(\.value)).union([
        34_0000_0000_0000_9, 4000_1111_1111_1115, 4166_6766_6766_6746, 4263_9826_4026_9299, 4646_4646_4646_4644,
        4988_0800_0000_0000, 4988_4388_4388_4305, 5019_7170_1010_3742, 5066_9911_1111_1118, 5100_2900_2900_2909,
        6062_8288_8866_6688, 6250_9460_0000_0016, 6331_1019_9999_0016, 6555_9000_0060_4105, 6771_7980_2500_0004,
        4917_6100_0000_0000_003, 6799_9901_0000_0000_019,
    ])
}
