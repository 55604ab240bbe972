// What the matcher of days finds and leaves alone.

import SluiceMatching

/// What the matchers of days and of addresses of cryptocurrencies find and leave alone.
enum DateTables {
    /// Made of the bytes `sluice-example-data1` with the version byte of each network.
    private static let addresses = [
        "1BXJdu8oky6B2bhEDrqo9K7pvRnFe6GnyY",
        "3CDKZSdFJsQZ7mPfLxWPZwUm4x4yENWtwT",
        "LVkFu7SdqdLEHQPPPzq6RLBb8e9Xmqezc1",
        "MJRTsL3DFzFyvGfZSqVjPajAPefRFo19Lj",
        "DFfQBA5T4NzTZbspxSqMh5HRoZWYzodXBC",
        "XmD9U9nhigJmBYHp5kA1zqockmMwgranSu",
        "TLVWdxWXuhD8Bmkrp8VWfToxqDXZqgYLXT",
        "t1UPueEYwjHsmdEk8AHevH8DkB5yLVkZueC",
        "t3V5vZn3PHCC9iQSZHPKWhkagKcG45SPwbV",
        "1111111111111111111114oLvT2",
        "45zoX9ygf8gHyPXauG5bTrHnpTxTUPV2kJdQ6RA5kngkKoeaqe72c2L8bvxtx615MeHyPXauG5bTrHnpTxTUPV2kCtwvBee",
        "86pwrXdXFZ6HyPXauG5bTrHnpTxTUPV2kJdQ6RA5kngkKoeaqe72c2L8bvxtx615MeHyPXauG5bTrHnpTxTUPV2kCwsNg1a",
        "4FhUXxoBGQCHyPXauG5bTrHnpTxTUPV2kJdQ6RA5kngkKoeaqe72c2L8bvxtx615MeHyPXauG5bTrHnpTxTUPV2kJe1KjPDbZQg6cncgFV",
    ]

    /// One character exchanged for another.
    private static func spoilt(_ address: String) -> String {
        var bytes = Array(address.utf8)
        let place = bytes.count / 2
        bytes[place] = bytes[place] == UInt8(ascii: "z") ? UInt8(ascii: "y") : UInt8(ascii: "z")
        return String(decoding: bytes, as: UTF8.self)
    }

    static let all = [
        MatcherTable(
            type: DateMatcher.self,
            finds: [
                "born «1990-05-12»", "«12.5.1990».", "«05/12/90»", "«19900512»,", "«12 May 1990»", "«12. Mai 1990»",
                "«May 12, 1990»", "«12 de mayo de 1990»", "«1990年5月12日»", "«1990년 5월 12일»", "«3rd of March 1985»",
                "«31-Dec-1999»", "«Sept. 1, 2001»", "«1 stycznia 1970»", "«2 février 1960»", #"a\n«1990-05-12»\n"#,
                "«12 MAY 1990»", "«1 lug 1999»", "«28/02/2023» 7 rooms", "(«1990.05.12»)", "«31/12/1999»",
                "«12/31/1999»",
                "«August 3 1944»", "«7 Okt 77»",
            ],
            ignores: [
                "1990-13-12", "31.02.1990", "1890-05-12", "2190-05-12", "1990-05-12T10:00", "1990-05-12 10:30:00",
                "12.5.1990.7", "1.12.5.1990", "x12.5.1990", "1990-05-1290", "12 Maybe 1990", "12 May", "May 1990",
                "32 May 1990", "12 may be 90", "1990年5月", "05/12", "13/13/1990", "19901350", "199005123", "5/6/7890",
                "1990-5/12", "12 items 1990", "2th", "May 12", "Mayor 12, 1990",
            ]
        ),
        MatcherTable(
            type: CryptoAddressMatcher.self,
            finds: addresses.flatMap { ["«\($0)»", "to «\($0)».", #"{"a":"\n«"# + $0 + #"»"}"#] },
            ignores: addresses.flatMap { [spoilt($0), $0 + "a", "a" + $0, $0 + "_"] } + [
                "1" + String(repeating: "1", count: 33), "T" + String(repeating: "A", count: 33), "L", "t1",
            ]
        ),
    ]
}
