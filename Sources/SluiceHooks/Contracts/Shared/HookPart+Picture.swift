// Pictures as contracts post them beside texts.

import SluiceModel
import SluicePayloads

extension HookPart {
    /// A part of a chat's message, such as a picture with its address. Its strings are judged as those of a chat are:
    /// addresses and other texts are looked into, and of media the policy is asked.
    static func messagePart(_ json: [UInt8], direction: Direction?) -> HookPart {
        // Where the direction is not known, a body with messages is read as a request's.
        let isAnswer = direction == .response
        return WrappedDocument(
            json,
            prefix: isAnswer ? #"{"choices":[{"message":{"content":["# : #"{"messages":[{"role":"user","content":["#,
            suffix: isAnswer ? "]}}]}" : "]}]}",
            dialect: .openAIChat
        ).part
    }

    /// A picture that is posted as its address or its data.
    static func picture(_ url: JSONTree.Node, of json: JSONTree, direction: Direction?) -> [HookPart] {
        guard json.isText(url) else { return [.picture, .json(json.slice(url))] }
        let part = Array(#"{"type":"image_url","image_url":{"url":"#.utf8) + json.slice(url) + Array("}}".utf8)
        return [.messagePart(part, direction: direction)]
    }
}
