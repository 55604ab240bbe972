// What a scan learns about the files that a baseline names.

/// What a scan learns about the files that a baseline names: scanned, gone, or neither.
///
/// A path in a baseline is told as the scan was told it, from the working directory. A scan in another directory must
/// not take a file for gone that it merely looks for in the wrong place: the path is tried from the baseline's
/// directory too, and what is at neither place counts as gone only where the working directory is the baseline's or
/// around it.
struct BaselineFiles: Sendable {
    /// The files that a path can mean.
    private enum Meaning: Sendable {
        case files([FileStatus.Identity])
        case gone
        /// Nothing can be looked at: standard input, a name that is not UTF-8 or holds a secret, none at all.
        case textAlone
        case unknown

        var identities: [FileStatus.Identity] {
            if case .files(let identities) = self { identities } else { [] }
        }
    }

    private let meanings: [String: Meaning]
    /// Whether the working directory is the baseline's, or around it.
    let isBaseOfPaths: Bool
    private let identities: Set<FileStatus.Identity>
    private var scannedIdentities: Set<FileStatus.Identity> = []
    private var scannedPaths: Set<String> = []

    /// - Parameters:
    ///   - paths: the paths in the baseline.
    ///   - baseline: where the baseline is.
    init(_ paths: Set<String>, baseline: BytePath?) {
        let here = BytePath(".").resolved
        let folder = baseline?.parent.resolved
        let isBase = if let here, let folder { folder.segments.starts(with: here.segments) } else { true }
        isBaseOfPaths = isBase
        var meanings: [String: Meaning] = [:]
        for text in paths {
            let path = BytePath(text)
            var places = [path]
            if let folder, folder != here, !path.isAbsolute { places.append(folder.appending(path.bytes)) }
            meanings[text] = Self.meaning(of: text, at: places, goneIsKnown: path.isAbsolute || isBase)
        }
        self.meanings = meanings
        identities = Set(meanings.values.flatMap(\.identities))
    }

    private static func meaning(of text: String, at places: [BytePath], goneIsKnown: Bool) -> Meaning {
        let isRepaired = text.unicodeScalars.contains("\u{FFFD}")
        if text.isEmpty || isRepaired || BytePath(text) == .standardInput || PathSecrets.isMasked(text) {
            return .textAlone
        }
        var files: [FileStatus.Identity] = []
        for place in places {
            do throws(SystemError) {
                let status = try FileStatus.of(place)
                if status.kind != .directory { files.append(status.identity) }
            } catch {
                if !error.isAbsence { return .unknown }
            }
        }
        if !files.isEmpty { return .files(files) }
        return goneIsKnown ? .gone : .unknown
    }

    /// Takes a file that was scanned.
    mutating func add(_ outcome: FileOutcome) {
        guard !meanings.isEmpty, outcome.disposition == .scanned else { return }
        if meanings[outcome.path.text] != nil { scannedPaths.insert(outcome.path.text) }
        if let identity = outcome.identity, identities.contains(identity) { scannedIdentities.insert(identity) }
    }

    /// Whether a file of this path is there.
    func isThere(_ path: String) -> Bool {
        if case .files = meanings[path] { true } else { false }
    }

    /// Whether the file of a path was scanned, whichever of two it is, or is gone.
    func isSettled(_ path: String) -> Bool {
        switch meanings[path] {
        case .files(let files): files.allSatisfy(scannedIdentities.contains)
        case .gone: true
        case .textAlone: scannedPaths.contains(path)
        case .unknown, nil: false
        }
    }
}
