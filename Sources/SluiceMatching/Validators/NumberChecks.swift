// All checks of numbers, country by country.

extension NumberCheck {
    /// Every check of a number. A new one is a line in its country's file; a new country is a file and a line here.
    package static let all: [NumberCheck] = [
        unitedStates, canada, unitedKingdom, ireland, germany, austriaAndSwitzerland, france, spain, italy, benelux,
        portugal,
        poland, nordic, baltic, centralEurope, southEastEurope, neighbours, valueAddedTax, global, china,
        japanAndKorea, southAsia, southeastAsia, oceania, africa, latinAmerica, mexico,
    ].flatMap { $0 }
}
