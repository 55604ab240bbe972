// Walking: order, ignore files, what is not a file.

import Foundation
import SluiceCLI
import Testing

@Suite struct PathWalkerTests {
    /// Walks a folder; paths are told from it.
    private func walk(_ folder: TemporaryFolder, _ roots: [String] = [""], _ settings: WalkSettings = WalkSettings())
        -> [String]
    {
        let paths = roots.map { BytePath($0.isEmpty ? folder.path : folder.path + "/" + $0) }
        var walker = PathWalker(paths, settings: settings)
        var found: [String] = []
        while let item = walker.next() {
            switch item {
            case .file(let path, _): found.append(String(path.text.dropFirst(folder.path.count + 1)))
            case .standardInput: found.append("-")
            case .special(let path, let kind):
                found.append("\(kind.name) " + path.text.dropFirst(folder.path.count + 1))
            case .failure(let path, let error): found.append("\(error) " + path.text.dropFirst(folder.path.count + 1))
            }
        }
        return found
    }

    @Test func orderIsThatOfWholePaths() throws {
        let folder = try TemporaryFolder()
        for name in ["b", "a/z", "a.txt", "a/b/c", "a-b", "Z", "ä"] { try folder.write(name) }
        let found = walk(folder)
        #expect(found == ["Z", "a-b", "a.txt", "a/b/c", "a/z", "b", "ä"])
        #expect(found == found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    }

    @Test func ignoreFilesOfAllLevels() throws {
        let folder = try TemporaryFolder()
        try folder.write(".gitignore", "*.log\nbuild/\n/top\n")
        try folder.write("x/.gitignore", "!keep.log\n")
        try folder.write("x/.sluiceignore", "secret\n")
        for name in [
            "a.log", "build/out", "x/build/out", "top", "x/top", "x/keep.log", "x/a.log", "x/secret", "x/build.txt",
        ] {
            try folder.write(name)
        }
        let files = [".gitignore", "x/.gitignore", "x/.sluiceignore"]
        #expect(walk(folder).filter { !files.contains($0) } == ["x/build.txt", "x/keep.log", "x/top"])
        var all = WalkSettings()
        all.respectsIgnoreFiles = false
        #expect(walk(folder, [""], all).count == 12)
    }

    @Test func ignoreFilesAroundTheRootCountUpToTheRepository() throws {
        let folder = try TemporaryFolder()
        try folder.write(".gitignore", "a.txt\n")
        try folder.write("repository/.git/info/exclude", "c.txt\n")
        try folder.write("repository/.gitignore", "/src/b.txt\n")
        for name in ["a.txt", "b.txt", "c.txt", "d.txt"] { try folder.write("repository/src/\(name)") }
        #expect(walk(folder, ["repository/src"]) == ["repository/src/a.txt", "repository/src/d.txt"])
        // What is named is wanted.
        #expect(walk(folder, ["repository/src/b.txt"]) == ["repository/src/b.txt"])
    }

    @Test func gitsFilesAroundEndWhereAnotherRepositoryBegins() throws {
        let folder = try TemporaryFolder()
        try folder.write(".git/HEAD")
        try folder.write(".gitignore", "*.log\n")
        try folder.write(".ignore", "*.tmp\n")
        try folder.write("inner/.git/info/exclude", "c.txt\n")
        try folder.write("inner/x/.gitignore", "/b.txt\n")
        for name in ["a.log", "a.tmp", "b.txt", "c.txt", "d.txt"] {
            try folder.write(name)
            try folder.write("inner/x/\(name)")
        }
        let found = walk(folder).filter { !$0.contains("ignore") }
        #expect(found == ["b.txt", "c.txt", "d.txt", "inner/x/a.log", "inner/x/d.txt"])
    }

    @Test func hiddenFilesAndMetadata() throws {
        let folder = try TemporaryFolder()
        for name in [".env", ".git/config", ".hidden/a", "a"] { try folder.write(name) }
        #expect(walk(folder) == [".env", ".hidden/a", "a"])
        var settings = WalkSettings()
        settings.includesHidden = false
        #expect(walk(folder, [""], settings) == ["a"])
    }

    @Test func linksAreNotFollowedUnlessNamed() throws {
        let folder = try TemporaryFolder()
        try folder.write("real/a")
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/real/loop",
            withDestinationPath: folder.path
        )
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/link", withDestinationPath: "real")
        #expect(walk(folder) == ["real/a"])
        #expect(walk(folder, ["link"]) == ["link/a"])
    }

    @Test func whatIsNoFile() throws {
        let folder = try TemporaryFolder()
        try folder.makePipe("pipe")
        #expect(walk(folder) == ["pipe pipe"])
        #expect(walk(folder, ["pipe"]) == ["pipe pipe"])
        #expect(walk(folder, ["none"]).first?.hasSuffix(" none") == true)
    }

    @Test func standardInputKeepsItsPlace() throws {
        let folder = try TemporaryFolder()
        let path = BytePath(try folder.write("a"))
        let other = BytePath(try folder.write("b"))
        var walker = PathWalker([path, .standardInput, other])
        #expect(walker.next() == .file(path, isNamed: true))
        #expect(walker.next() == .standardInput)
        #expect(walker.next() == .file(other, isNamed: true))
        #expect(walker.next() == nil)
    }

    @Test func whatIsReachedTwiceComesUpOnce() throws {
        let folder = try TemporaryFolder()
        for name in ["t/a", "t/b/c", "t/b-d", "u/e", "t/.gitignore"] { try folder.write(name) }
        try folder.write("t/.git/info/exclude", ".gitignore\n/b/\n")
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/link", withDestinationPath: "t/a")
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/both", withDestinationPath: "t")
        #expect(walk(folder, ["t", "./t", "t/", "both"]) == ["t/a", "t/b-d"])
        #expect(walk(folder, ["t/a", "t", "u/e", "link"]) == ["t/a", "t/b-d", "u/e"])
        #expect(walk(folder, ["t", "t/a", "u", "t/a"]) == ["t/a", "t/b-d", "u/e"])
        #expect(walk(folder, ["both", "t/a"]) == ["both/a", "both/b-d"])
        // What is ignored on the way is wanted where it is named.
        #expect(walk(folder, ["t", "t/b"]) == ["t/a", "t/b-d", "t/b/c"])
        #expect(walk(folder, ["t/b", "t"]) == ["t/b/c", "t/a", "t/b-d"])
        #expect(walk(folder, ["none", "none"]).count == 2)
        // Two names of one file are two files.
        try FileManager.default.linkItem(atPath: folder.path + "/t/a", toPath: folder.path + "/t/z")
        #expect(walk(folder, ["t", "u"]) == ["t/a", "t/b-d", "t/z", "u/e"])
    }

    @Test func namesThatAreNotUTF8() throws {
        let folder = try TemporaryFolder()
        let name: [UInt8] = Array("a".utf8) + [0xFF] + Array("b".utf8)
        let path = BytePath(folder.path).appending(name)
        do {
            let file = try OpenFile(writing: path)
            try file.descriptor.send("x")
        } catch {
            // Some file systems take UTF-8 only.
            return
        }
        var walker = PathWalker([BytePath(folder.path)])
        #expect(walker.next() == .file(path, isNamed: false))
        #expect(path.text.hasSuffix("a\u{FFFD}b"))
        #expect(path.uri.hasSuffix("a%FFb"))
    }
}
