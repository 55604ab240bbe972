// The structure of PyPI's tokens.

/// `pypi-` and the base 64 of a macaroon: version 2, then a location field that names the index.
///
/// Source: the token format of pypi/warehouse and the binary format of macaroons (libmacaroons, format 2): each field
/// is a type byte, a length and the bytes; location is type 1, the identifier that follows is type 2.
package struct PyPIMacaroon: Validator {
    package let name = "pypi-macaroon"
    package let summary = "Behind `pypi-` stands the base 64 of a version-2 macaroon for pypi.org or test.pypi.org."

    package init() {}

    package func validate(_ value: Span<UInt8>) -> Validation {
        guard value.holds("pypi-", at: 0), let bytes = Base64.decode(value.extracting(5..<value.count)) else {
            return .invalid
        }
        let macaroon = bytes.span
        guard macaroon.count >= 3, macaroon[0] == 2, macaroon[1] == 1 else { return .invalid }
        let isIndex =
            (macaroon[2] == 8 && macaroon.holds("pypi.org", at: 3))
            || (macaroon[2] == 13 && macaroon.holds("test.pypi.org", at: 3))
        return isIndex ? .valid : .invalid
    }
}
