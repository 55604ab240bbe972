// Notices that files have changed.

import Foundation
import SluiceAudit

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Notices that something in some folders, or one of some files, has changed.
///
/// On Linux the kernel is asked what has happened. Elsewhere, and where the kernel has no room for it, sizes and times
/// are compared. Both cost next to nothing, and neither waits.
///
/// The kernel watches folders and not their paths: what a path leads to is compared each time, as a link may have been
/// set anew, or another folder put in the place of one that was moved away.
package final class DirectoryWatch {
    /// Asks the kernel to tell of changes in a folder; the value of `errno` where it refuses.
    package typealias Registration = @Sendable (_ descriptor: Int32, _ folder: String) -> Int32?

    /// Why the kernel does not tell of changes, as the value of `errno`; nil while it does, or where it is not asked.
    private(set) var refusal: Int32?
    /// What to do about it; nil while the kernel tells of changes.
    var remedy: String? {
        guard let refusal else { return nil }
        #if canImport(Glibc) || canImport(Musl)
            if refusal == ENOSPC { return "raise fs.inotify.max_user_watches" }
            if refusal == EMFILE { return "raise fs.inotify.max_user_instances" }
        #endif
        return "error \(refusal) of the system"
    }

    private let folders: [String]
    private let register: Registration
    #if canImport(Glibc) || canImport(Musl)
        private var descriptor: Int32
    #endif
    private var stamp: [String]
    /// The paths under watch, with what they led to; nil stands for nothing.
    private var watched: [String: FileIdentity?] = [:]

    /// Begins to watch folders with all folders below them.
    init(folders: [String], register: @escaping Registration = DirectoryWatch.register) {
        self.folders = folders
        self.register = register
        stamp = []
        #if canImport(Glibc) || canImport(Musl)
            descriptor = -1
            open()
        #endif
        stamp = takeStamp()
    }

    deinit {
        #if canImport(Glibc) || canImport(Musl)
            if descriptor >= 0 { close(descriptor) }
        #endif
    }

    /// Whether something has changed since the last time, as far as is known; the first answer is no.
    func hasChanged() -> Bool {
        #if canImport(Glibc) || canImport(Musl)
            if descriptor >= 0 {
                let hasMoved = watched.contains { FileIdentity($0.key) != $0.value }
                guard drain() || hasMoved else { return false }
                if hasMoved {
                    // Folders that are elsewhere now are watched no longer.
                    close(descriptor)
                    open()
                }
                // New folders are watched from now on.
                stamp = takeStamp()
                return true
            }
        #endif
        let new = takeStamp()
        defer { stamp = new }
        return new != stamp
    }

    /// What the folders hold: paths with numbers of files, sizes and times. On Linux they are also put under watch.
    private func takeStamp() -> [String] {
        var stamp: [String] = []
        watched = [:]
        for folder in folders {
            watch(folder)
            // With the dot a link is followed.
            guard let paths = FileManager.default.enumerator(atPath: folder + "/.") else { continue }
            for case let path as String in paths {
                let full = "\(folder)/\(path)"
                var isFolder: ObjCBool = false
                // Links are followed, as they are when rules are read.
                _ = unsafe FileManager.default.fileExists(atPath: full, isDirectory: &isFolder)
                if isFolder.boolValue { watch(full) }
                let resolved = URL(fileURLWithPath: full).resolvingSymlinksInPath().path
                let attributes = try? FileManager.default.attributesOfItem(atPath: resolved)
                let time = (attributes?[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
                let number = attributes?[.systemFileNumber] ?? 0
                stamp.append("\(path) \(number) \(attributes?[.size] ?? 0) \(time)")
            }
        }
        return stamp.sorted()
    }

    private func watch(_ folder: String) {
        #if canImport(Glibc) || canImport(Musl)
            guard descriptor >= 0 else { return }
            // Before it is watched: what takes its place in between is then seen as another.
            watched[folder] = .some(FileIdentity(folder))
            // What is not there is missed by its path.
            guard let refusal = register(descriptor, folder), refusal != ENOENT, refusal != ENOTDIR else { return }
            // What is watched in part is compared as a whole.
            self.refusal = refusal
            close(descriptor)
            descriptor = -1
        #endif
    }

    /// Asks the kernel of this machine.
    @Sendable static func register(_ descriptor: Int32, _ folder: String) -> Int32? {
        #if canImport(Glibc) || canImport(Musl)
            let events = IN_CLOSE_WRITE | IN_MOVED_FROM | IN_MOVED_TO | IN_CREATE | IN_DELETE | IN_ATTRIB
            // Sound: the path is a terminated string for the time of the call. A folder that is watched already stays
            // so.
            return unsafe inotify_add_watch(descriptor, folder, UInt32(events)) < 0 ? errno : nil
        #else
            return nil
        #endif
    }

    #if canImport(Glibc) || canImport(Musl)
        /// Opens a new place for the kernel to tell of changes.
        private func open() {
            descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
            if descriptor < 0 { refusal = errno }
        }

        /// Takes all events; what they say does not matter.
        private func drain() -> Bool {
            var buffer = [UInt8](repeating: 0, count: 16_384)
            var isAny = false
            // Sound: at most as many bytes are written as the buffer has.
            while unsafe read(descriptor, &buffer, buffer.count) > 0 { isAny = true }
            return isAny
        }
    #endif
}
