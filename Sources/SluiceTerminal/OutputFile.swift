// Opens a file for a report without destroying what is read or written at the same time.

/// Opens files for reports.
package enum OutputFile {
    /// Opens or creates a file, for its owner only when it is new, and empties it. It stays open until the process
    /// ends. What standard error or output goes to already is written through these, behind what it holds.
    ///
    /// - Parameters:
    ///   - option: the option that named it, for messages.
    ///   - others: what the command reads and writes besides; the file may be none of them.
    package static func open(
        _ path: BytePath,
        option: String,
        apartFrom others: [(name: String, descriptor: Descriptor)]
    ) throws(CommandFailure) -> Descriptor {
        let shared: String?
        do throws(SystemError) {
            let file = try OpenFile(writing: path)
            let status = try file.descriptor.status()
            let canClash = status.kind == .file || status.kind == .pipe
            shared = others.first { canClash && (try? $0.descriptor.status())?.identity == status.identity }?.name
            if shared == nil {
                let given = [Descriptor.standardError, .standardOutput].first {
                    status.kind == .file && (try? $0.status())?.identity == status.identity
                }
                if let given { return given }
                if status.kind == .file { try file.descriptor.truncate() }
                return file.keepOpen()
            }
        } catch {
            throw CommandFailure("\(option) \(path.text.visible): \(error)")
        }
        throw CommandFailure("\(option) \(path.text.visible) is \(shared ?? "in use"); name another file")
    }
}
