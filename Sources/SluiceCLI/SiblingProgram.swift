// Hands over to a program that is installed beside this one.

/// Hands over to a program that is installed beside this one. What only some people need, and takes long to build, is a
/// program of its own.
enum SiblingProgram {
    /// Replaces this process by the program `name` beside the running file, with the last `argumentCount` of this
    /// process's arguments, byte for byte. Returns only by throwing.
    static func become(_ name: String, argumentCount: Int) throws(CommandFailure) -> Never {
        guard let own = ProcessState.executablePath, let file = (own.resolved ?? own).parent.sibling(name) else {
            throw CommandFailure("the folder of the running program is not known; run \(name) itself")
        }
        let error = ProcessState.become(file, lastArguments: argumentCount)
        guard error.isAbsence else { throw CommandFailure("\(file.text.visible) cannot be run: \(error)") }
        throw CommandFailure(
            "\(file.text.visible) is not there; build it with: swift build -c release --product \(name)"
        )
    }
}

extension BytePath {
    /// The path of a file in this directory; nil where the directory is not known by its full path.
    fileprivate func sibling(_ name: String) -> BytePath? {
        isAbsolute ? appending(Array(name.utf8)) : nil
    }
}
