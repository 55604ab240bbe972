// What is not text in the result of an MCP tool.

import SluicePayloads

/// What is not text in the result of a tool of the Model Context Protocol (its schema of 2025-06-18).
enum ToolResult {
    /// How many pictures, sounds and files a result has, also in its envelope of JSON-RPC: they are base64 and say so.
    static func mediaCount(in result: JSONTree.Node, of json: JSONTree) -> Int {
        var count = 0
        for holder in [result, json.present("result", of: result)] {
            guard let holder else { continue }
            for block in json.elements(of: json.present("content", of: holder)) where isMedia(block, of: json) {
                count += 1
            }
            // What a server gives for a resource that is read.
            for resource in json.elements(of: json.present("contents", of: holder)) {
                if json.isText(json.member("blob", of: resource)) { count += 1 }
            }
        }
        return count
    }

    private static func isMedia(_ block: JSONTree.Node, of json: JSONTree) -> Bool {
        if json.isText(json.member("resource", "blob", of: block)) { return true }
        guard json.isText(json.member("data", of: block)) else { return false }
        let type = json.member("type", of: block)
        return json.isString(type, "image") || json.isString(type, "audio")
            || json.isText(json.member("mimeType", of: block))
    }
}
