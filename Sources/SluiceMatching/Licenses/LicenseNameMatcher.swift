// What matchers of licences' names have in common.

/// A matcher that knows licences by identifier and name, from the lists that its options name.
package protocol LicenseNameMatcher: FileMatcher {
    /// The identifiers and names.
    var catalog: LicenseCatalog { get }
    /// Makes the matcher with identifiers and names.
    init(catalog: LicenseCatalog)
}

extension LicenseNameMatcher {
    package static var optionNames: [String] { fileOptions }
    package static var fileOptions: [String] { ["licenses", "names"] }

    package init(
        options: [String: [String]],
        files: [String: DataFile],
        runClasses: inout RunClassTable
    ) throws(MatcherOptionError) {
        let identifiers = try Self.file("licenses", in: files)
        let names = try Self.file("names", in: files)
        do {
            let catalog = try identifiers.reading(besides: names) { bytes throws(LicenseListError) in
                try LicenseCatalog([bytes, names.bytes])
            }
            self.init(catalog: catalog)
        } catch {
            throw MatcherOptionError(
                option: Self.fileOptions[error.file],
                reason: "line \(error.line) of the file does not begin with a licence identifier"
            )
        }
    }

    package func entity(of detail: MatchDetail) -> String? { catalog.expression(of: detail)?.description }
}
