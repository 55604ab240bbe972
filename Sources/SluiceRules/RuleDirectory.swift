// Finds the rule files of a directory and reads them.

import Foundation

/// Finds the rule files of a directory and reads them.
package enum RuleDirectory {
    /// The folder of policy files, directly below the rules directory, which holds no rules.
    private static let policyFolder = "policies"
    /// How deep folders are followed.
    private static let maximumDepth = 32

    /// The rule files below a directory: `.yaml` and `.yml`, and gitleaks configurations: `.toml`, in the order of
    /// their paths. A file that is named itself is the only one.
    ///
    /// Hidden files and folders and the folder `policies` are left out. Links are followed; a folder is read once,
    /// however many links lead to it.
    ///
    /// - Returns: paths that begin with `directory` as it was given.
    /// - Throws: `RuleSetError` naming every folder that cannot be read.
    package static func files(in directory: String) throws(RuleSetError) -> [String] {
        let listing = listing(of: directory)
        guard listing.problems.isEmpty else { throw RuleSetError(problems: listing.problems) }
        return listing.files
    }

    /// Reads all rule files below a directory.
    ///
    /// - Parameter readsExamples: whether examples are read and their spelling checked, which takes half of the time.
    /// - Returns: the rules without problems in the order of files and lines, and all problems: of folders, of files,
    ///   of rules, and of ids that stand twice.
    package static func readAll(
        _ directory: String,
        readsExamples: Bool = true
    ) -> (definitions: [RuleDefinition], problems: [RuleSetError.Problem]) {
        let contents = readAll(directory, readsExamples: readsExamples, remarks: true)
        return (contents.definitions, contents.problems)
    }

    /// Reads all rule files, and says as well what of their files' wishes is not done.
    package static func readAll(
        _ directory: String,
        readsExamples: Bool,
        remarks wantsRemarks: Bool
    ) -> (definitions: [RuleDefinition], problems: [RuleSetError.Problem], remarks: [RuleSetError.Problem]) {
        var layers = RuleLayers(readsExamples: readsExamples)
        let layer = layers.read(directory)
        return (layer.rules, layer.problems.inOrder, wantsRemarks ? layer.remarks : [])
    }

    /// The rule files below a directory, and those of the directories that it extends.
    ///
    /// - Throws: `RuleSetError` naming every folder or file that cannot be read.
    package static func filesOfAllLayers(in directory: String) throws(RuleSetError) -> [String] {
        var layers = RuleLayers(readsExamples: false)
        return try layers.files(of: directory)
    }

    /// The directories that a directory extends, and those that they extend, nearest first.
    ///
    /// - Throws: `RuleSetError` naming a folder or file that cannot be read.
    package static func bases(of directory: String) throws(RuleSetError) -> [String] {
        var layers = RuleLayers(readsExamples: false)
        return try layers.bases(of: directory)
    }

    /// The text of a rule or policy file of at most 4 MiB.
    ///
    /// - Throws: `RuleSetError` with one problem where it cannot be read or is not UTF-8.
    package static func text(ofFile file: String) throws(RuleSetError) -> String {
        func failure(_ reason: String, line: Int = 1) -> RuleSetError {
            RuleSetError(problems: [problem(file, line: line, reason)])
        }
        let bytes: [UInt8]
        do {
            let attributes = try FileManager.default.attributesOfItem(atPath: resolved(file))
            guard attributes[.type] as? FileAttributeType != .typeSymbolicLink else {
                throw failure("this link leads to no file")
            }
            guard attributes[.type] as? FileAttributeType == .typeRegular else {
                throw failure("this is not a regular file")
            }
            guard (attributes[.size] as? NSNumber)?.intValue ?? 0 <= YAMLDocument.maximumByteCount else {
                throw failure("the file is larger than 4 MiB")
            }
            bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
        } catch let error as RuleSetError {
            throw error
        } catch {
            throw failure("the file cannot be read: \(reason(of: error))")
        }
        do {
            return String(copying: try UTF8Span(validating: bytes.span))
        } catch {
            let line = 1 + bytes[..<error.byteOffsets.lowerBound].count { $0 == UInt8(ascii: "\n") }
            throw failure("the file is not valid UTF-8", line: line)
        }
    }

    struct Listing {
        var files: [String] = []
        var problems: [RuleSetError.Problem] = []
        /// The folders that have been read, links resolved.
        var visited: Set<String> = []
    }

    static func listing(of directory: String) -> Listing {
        var listing = Listing()
        var root = directory
        while root.count > 1, root.hasSuffix("/") { root.removeLast() }
        guard isDirectory(root) else {
            if isRuleFile(root), FileManager.default.fileExists(atPath: root) {
                listing.files = [root]
                return listing
            }
            let isThere = FileManager.default.fileExists(atPath: root)
            let reason = isThere ? "this is not a directory" : "there is no such directory"
            listing.problems.append(problem(directory, reason))
            return listing
        }
        list(root, depth: 0, into: &listing)
        // By bytes, so that the order does not depend on the locale.
        listing.files.sort { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
        return listing
    }

    private static func list(_ directory: String, depth: Int, into listing: inout Listing) {
        guard listing.visited.insert(resolved(directory)).inserted else { return }
        guard depth <= maximumDepth else {
            listing.problems.append(problem(directory, "folders are more than \(maximumDepth) deep"))
            return
        }
        do {
            // Sorted before links are followed, so that it is always the same path by which a folder is read.
            for name in try FileManager.default.contentsOfDirectory(atPath: directory).sorted() {
                if name.hasPrefix(".") { continue }
                let path = directory == "/" ? "/\(name)" : "\(directory)/\(name)"
                if isDirectory(path) {
                    if depth == 0, name == policyFolder { continue }
                    list(path, depth: depth + 1, into: &listing)
                } else if isRuleFile(name) {
                    listing.files.append(path)
                }
            }
        } catch {
            listing.problems.append(problem(directory, "the directory cannot be read: \(reason(of: error))"))
        }
    }

    /// Whether a name is that of a rule file or of a gitleaks configuration.
    private static func isRuleFile(_ name: String) -> Bool {
        [".yaml", ".yml", ".toml"].contains { name.hasSuffix($0) }
    }

    /// A path without links.
    static func resolved(_ path: String) -> String {
        URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    }

    private static func isDirectory(_ path: String) -> Bool {
        let attributes = try? FileManager.default.attributesOfItem(atPath: resolved(path))
        return attributes?[.type] as? FileAttributeType == .typeDirectory
    }

    /// What the system says, without paths: the problem names them already.
    private static func reason(of error: any Error) -> String {
        switch (error as? CocoaError)?.code {
        case .fileReadNoPermission?: "permission denied"
        case .fileReadNoSuchFile?, .fileNoSuchFile?: "there is no such file"
        default: "input or output error"
        }
    }

    /// A problem of a file or folder.
    static func problem(_ path: String, line: Int = 1, _ reason: String) -> RuleSetError.Problem {
        .init(location: SourceLocation(file: path, line: line), rule: nil, reason: reason)
    }
}
