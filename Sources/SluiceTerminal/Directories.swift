// Names of files: what is in a directory, and what it gets, loses and calls otherwise.

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The names in a directory, without `.` and `..`, in no order.
package func namesInDirectory(_ path: BytePath) throws(SystemError) -> [[UInt8]] {
    // Sound: the path is a NUL-terminated string for the length of the call.
    guard let directory = unsafe path.withCString({ unsafe opendir($0) }) else { throw .last }
    // Sound: `directory` is open until the end of this function and nobody else has it.
    defer { unsafe closedir(directory) }
    var names: [[UInt8]] = []
    while true {
        errno = 0
        // Sound: `directory` is open, and the entry lasts until the next call.
        guard let entry = unsafe readdir(directory) else {
            if errno != 0 { throw .last }
            return names
        }
        let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
        // Sound: the name lies in the entry, ends with NUL, and is copied before the next readdir.
        let start = unsafe UnsafeRawPointer(entry).advanced(by: offset)
        let count = unsafe strlen(start.assumingMemoryBound(to: CChar.self))
        let name = unsafe [UInt8](UnsafeRawBufferPointer(start: start, count: count))
        if name != [0x2E], name != [0x2E, 0x2E] { names.append(name) }
    }
}

/// Gives a file another name, in the place of what has it.
func renameFile(_ path: BytePath, to target: BytePath) throws(SystemError) {
    // Sound: both paths are NUL-terminated strings for the length of the call.
    let result = unsafe path.withCString { from in unsafe target.withCString { to in unsafe rename(from, to) } }
    guard result == 0 else { throw .last }
}

/// Removes a file, if it is there.
func removeFile(_ path: BytePath) {
    // Sound: the path is a NUL-terminated string for the length of the call.
    _ = unsafe path.withCString { unsafe unlink($0) }
}
