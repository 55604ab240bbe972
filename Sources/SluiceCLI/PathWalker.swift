// Walks the paths of a scan, in order, without the files that are not wanted.

/// What a walk leaves out.
package struct WalkSettings: Sendable, Hashable {
    /// Whether `.gitignore`, `.ignore` and `.sluiceignore` count.
    package var respectsIgnoreFiles = true
    /// Whether files and directories whose name begins with a dot are wanted.
    package var includesHidden = true

    package init() {}
}

/// Walks files and directories: lazily, sorted by the bytes of the whole path, links not followed.
///
/// What is named on the command line is always wanted; ignore files decide about what is found below it. What several
/// of the paths lead to comes up once, under the first.
package struct PathWalker {
    /// What comes up on the way.
    package enum Item: Sendable, Hashable {
        /// A file to scan. `isNamed` when it stood on the command line: links are then followed.
        case file(BytePath, isNamed: Bool)
        case standardInput
        /// A pipe, socket or device.
        case special(BytePath, FileStatus.Kind)
        case failure(BytePath, SystemError)
    }

    /// What a repository of Git has at its root.
    private static let repositoryName = Array(".git".utf8)
    /// Directories of version control systems hold copies of what is beside them, packed.
    private static let metadataNames: Set<[UInt8]> = Set([".git", ".hg", ".svn", ".jj"].map { Array($0.utf8) })

    private struct Entry {
        let name: [UInt8]
        let kind: FileStatus.Kind
    }

    /// A directory of which some entries are still to come.
    private struct Level {
        let path: BytePath
        /// The path without links; nil where no file can be reached twice.
        let place: BytePath?
        /// The directory's names from the start that ignore files count from.
        let segments: [[UInt8]]
        let ignore: IgnoreRules
        /// Sorted backwards: the next one is the last.
        var entries: [Entry]
    }

    private let settings: WalkSettings
    private var roots: [BytePath]
    private var levels: [Level] = []
    private var ready: [Item] = []
    /// What came up already, without links; nil where nothing can be reached twice.
    private var reached: Set<BytePath>?

    package init(_ roots: [BytePath], settings: WalkSettings = WalkSettings()) {
        reached = PathWalker.overlap(roots) ? [] : nil
        self.roots = roots.reversed()
        self.settings = settings
    }

    /// The next item; nil at the end.
    package mutating func next() -> Item? {
        while true {
            if let item = ready.popLast() { return item }
            if levels.isEmpty {
                guard let root = roots.popLast() else { return nil }
                if let item = enter(root: root) { return item }
            } else if let entry = levels[levels.count - 1].entries.popLast() {
                if let item = visit(entry, in: levels[levels.count - 1]) { return item }
            } else {
                levels.removeLast()
            }
        }
    }

    /// Whether one path leads to another, or to what is in it.
    private static func overlap(_ roots: [BytePath]) -> Bool {
        guard roots.count > 1 else { return false }
        // What is in a directory comes right behind it.
        let places = roots.filter { $0 != .standardInput }.compactMap { $0.resolved?.segments }.sorted {
            $0.lexicographicallyPrecedes($1) { $0.lexicographicallyPrecedes($1) }
        }
        return zip(places, places.dropFirst()).contains { $1.starts(with: $0) }
    }

    /// Takes note of a place that comes up; false where it did already.
    private mutating func isNew(_ place: BytePath?) -> Bool {
        guard let place else { return true }
        return reached?.insert(place).inserted ?? true
    }

    private mutating func enter(root: BytePath) -> Item? {
        if root == .standardInput { return .standardInput }
        let place = reached == nil ? nil : root.resolved
        guard isNew(place) else { return nil }
        do {
            let status = try FileStatus.of(root)
            switch status.kind {
            case .file: return .file(root, isNamed: true)
            case .directory:
                let (segments, ignore) = surroundings(of: root)
                return open(root, place, segments: segments, ignore: ignore)
            case .pipe where PathWalker.isDescriptor(root): return .file(root, isNamed: true)
            default: return .special(root, status.kind)
            }
        } catch {
            return .failure(root, error)
        }
    }

    /// Whether the path stands for an open file of this process, as `<(command)` does in a shell.
    private static func isDescriptor(_ path: BytePath) -> Bool {
        path.text.hasPrefix("/dev/fd/") || path.text == "/dev/stdin" || path.text.hasPrefix("/proc/self/fd/")
    }

    private mutating func visit(_ entry: Entry, in level: Level) -> Item? {
        let path = level.path.appending(entry.name)
        let place = level.place?.appending(entry.name)
        let segments = level.segments + [entry.name]
        if level.ignore.ignores(segments, isDirectory: entry.kind == .directory) { return nil }
        switch entry.kind {
        case .file: return isNew(place) ? .file(path, isNamed: false) : nil
        case .directory: return open(path, place, segments: segments, ignore: level.ignore)
        case .link: return nil
        default: return isNew(place) ? .special(path, entry.kind) : nil
        }
    }

    /// Starts on a directory. Returns an item when the directory cannot be read.
    private mutating func open(
        _ path: BytePath,
        _ place: BytePath?,
        segments: [[UInt8]],
        ignore: IgnoreRules
    ) -> Item? {
        let names: [[UInt8]]
        do {
            names = try namesInDirectory(path)
        } catch {
            return .failure(path, error)
        }
        var ignore = ignore
        if settings.respectsIgnoreFiles {
            // What the root's own repository says is known by now.
            if !segments.isEmpty, names.contains(Self.repositoryName) {
                ignore.beginRepository()
                addExcludes(ofRepository: path, depth: segments.count, to: &ignore)
            }
            for kind in IgnoreRules.Kind.allCases where names.contains(Array(kind.rawValue.utf8)) {
                addIgnoreFile(path.appending(Array(kind.rawValue.utf8)), kind, depth: segments.count, to: &ignore)
            }
        }
        var entries: [(key: [UInt8], entry: Entry)] = []
        for name in names {
            if PathWalker.metadataNames.contains(name) { continue }
            if !settings.includesHidden, name.first == UInt8(ascii: ".") { continue }
            let file = path.appending(name)
            do {
                let kind = try FileStatus.of(file, followingLinks: false).kind
                // With its slash a directory sorts where its files would.
                entries.append((kind == .directory ? name + [UInt8(ascii: "/")] : name, Entry(name: name, kind: kind)))
            } catch {
                ready.append(.failure(file, error))
            }
        }
        entries.sort { $1.key.lexicographicallyPrecedes($0.key) }
        let rest = entries.map(\.entry)
        levels.append(Level(path: path, place: place, segments: segments, ignore: ignore, entries: rest))
        return nil
    }

    /// What ignore files between the repository's root and `root` say, and the names that lead there.
    private func surroundings(of root: BytePath) -> (segments: [[UInt8]], ignore: IgnoreRules) {
        guard settings.respectsIgnoreFiles, let full = root.resolved else { return ([], IgnoreRules()) }
        var ancestors: [BytePath] = [full]
        while true {
            let directory = ancestors[ancestors.count - 1]
            if (try? FileStatus.of(directory.appending(Self.repositoryName))) != nil { break }
            if directory.parent == directory { return ([], IgnoreRules()) }
            ancestors.append(directory.parent)
        }
        let base = ancestors[ancestors.count - 1].segments.count
        var ignore = IgnoreRules()
        addExcludes(ofRepository: ancestors[ancestors.count - 1], depth: 0, to: &ignore)
        for directory in ancestors.dropFirst().reversed() {
            for kind in IgnoreRules.Kind.allCases {
                let file = directory.appending(Array(kind.rawValue.utf8))
                addIgnoreFile(file, kind, depth: directory.segments.count - base, to: &ignore)
            }
        }
        return (Array(full.segments.dropFirst(base)), ignore)
    }

    /// Reads what a repository leaves out on this machine only.
    private func addExcludes(ofRepository path: BytePath, depth: Int, to ignore: inout IgnoreRules) {
        addIgnoreFile(path.appending(Array(".git/info/exclude".utf8)), .git, depth: depth, to: &ignore)
    }

    /// Reads an ignore file. One that is not there or not readable ignores nothing, so that more is scanned, not less.
    private func addIgnoreFile(_ path: BytePath, _ kind: IgnoreRules.Kind, depth: Int, to ignore: inout IgnoreRules) {
        guard let text = try? readSmallFile(path, limit: 1 << 20) else { return }
        ignore.add(text, kind: kind, depth: depth)
    }
}
