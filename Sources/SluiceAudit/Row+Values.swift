// Columns as they are, whatever somebody has put there.

import Foundation
import GRDB

/// A column of another type is nothing here, where GRDB's own conversions would end the process.
extension Row {
    func integer(_ index: Int) -> Int64? {
        guard case .int64(let value) = (self[index] as DatabaseValue).storage else { return nil }
        return value
    }

    func text(_ index: Int) -> String? {
        guard case .string(let value) = (self[index] as DatabaseValue).storage else { return nil }
        return value
    }

    func blob(_ index: Int) -> [UInt8]? {
        guard case .blob(let value) = (self[index] as DatabaseValue).storage else { return nil }
        return [UInt8](value)
    }
}

extension [UInt8] {
    var data: Data { Data(self) }
}
