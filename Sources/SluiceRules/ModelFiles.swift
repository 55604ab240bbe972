// Reads the models that rules name, each once.

import Foundation
import SluiceMatching

/// The models that rules name by a path beside their file, each read once for all rules.
struct ModelFiles {
    private static let option = "model"
    private var models: [String: NameModel] = [:]

    /// The model at the one path in `paths`, which is relative to the folder of the rule file.
    mutating func model(_ paths: [String], besideFile file: String) throws(MatcherOptionError) -> NameModel {
        guard paths.count == 1, let path = paths.first, !path.isEmpty else {
            throw error("must be the path of one model, relative to the rule file, such as ../models/names.bin")
        }
        let url = URL(fileURLWithPath: path, relativeTo: URL(fileURLWithPath: file).deletingLastPathComponent())
        let resolved = url.standardizedFileURL.path
        if let known = models[resolved] { return known }
        let model: NameModel
        do {
            model = try NameModel(try bytes(at: resolved))
        } catch let fault as NameModel.Fault {
            throw error(fault.description)
        } catch {
            throw self.error("the model cannot be read; look for the file beside the rules")
        }
        models[resolved] = model
        return model
    }

    private func bytes(at path: String) throws -> [UInt8] {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        guard (attributes[.size] as? NSNumber)?.intValue ?? 0 <= NameModel.maximumByteCount else {
            throw NameModel.Fault.tooLarge
        }
        return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    private func error(_ reason: String) -> MatcherOptionError {
        MatcherOptionError(option: Self.option, reason: reason)
    }
}
