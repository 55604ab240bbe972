// A file that takes its place when it is complete.

/// A file that is written beside the one that it is to replace, and takes its place when it is complete: whoever reads
/// that one has the old or the new, and never half of it.
package struct DraftFile: Sendable {
    /// What is written to.
    package let descriptor: Descriptor
    private let draft: BytePath
    private let target: BytePath

    /// Begins what is to be at `path`. It is for its owner only, or for those that a file which is there is for. A link
    /// stays, and the file that it leads to is replaced. Devices, pipes and directories are not.
    package init(replacing path: BytePath) throws(SystemError) {
        if let status = try? FileStatus.of(path) {
            if status.kind != .file { throw .unsupported }
        } else if (try? FileStatus.of(path, followingLinks: false))?.kind == .link {
            // What the link leads to is made, as only then it can be followed.
            _ = try OpenFile(writing: path)
        }
        target = path.resolved ?? path
        let name = target.bytes + Array(".\(ProcessState.id)".utf8)
        var failure: SystemError?
        // A process of the same number may have been killed and have left its draft.
        for number in 0..<16 {
            let draft = BytePath(bytes: name + Array((number == 0 ? ".new" : "-\(number).new").utf8))
            do throws(SystemError) {
                let file = try OpenFile(creating: draft)
                if let status = try? FileStatus.of(target) { file.descriptor.setPermissions(as: status) }
                descriptor = file.keepOpen()
                self.draft = draft
                return
            } catch {
                failure = error
                if !error.isPresence { break }
            }
        }
        throw failure ?? .interruption
    }

    /// Puts `bytes` in a file's place at once: where anything fails, the disk being full, what was there stays.
    package static func replace(_ path: BytePath, with bytes: [UInt8]) throws(SystemError) {
        let draft = try DraftFile(replacing: path)
        do throws(SystemError) {
            try draft.descriptor.send(bytes.span)
        } catch {
            draft.discard()
            throw error
        }
        try draft.complete()
    }

    /// Puts the file in its place. Where that fails, what was there stays.
    package func complete() throws(SystemError) {
        do throws(SystemError) {
            try descriptor.synchronize()
            try renameFile(draft, to: target)
        } catch {
            discard()
            throw error
        }
    }

    /// Takes away what was written; what was there stays.
    package func discard() {
        removeFile(draft)
    }
}
