// How many events of each message of a stream have brought text.

/// How many events of each message of a stream, such as one choice, have brought text: how long a lane has been silent is
/// counted in events of its own message, as those of others come in between in any number.
struct MessageCounts: Sendable {
    private struct Message: Sendable {
        var name: Substring
        var laneCount = 0
        var eventCount = 0
        /// The number of the last event with text.
        var lastEvent = -1
    }

    /// Those with lanes, and places that are free.
    private var messages: [Message] = []
    private var places: [Substring: Int] = [:]
    private var free: [Int] = []

    /// Takes a lane of the message with a name; the result is the message's place.
    mutating func join(_ name: Substring) -> Int {
        let place = places[name] ?? add(name)
        messages[place].laneCount += 1
        return place
    }

    private mutating func add(_ name: Substring) -> Int {
        let place = free.popLast() ?? messages.count
        if place == messages.count {
            messages.append(Message(name: name))
        } else {
            messages[place] = Message(name: name)
        }
        places[name] = place
        return place
    }

    /// Forgets a lane of the message at a place.
    mutating func leave(_ place: Int) {
        messages[place].laneCount -= 1
        guard messages[place].laneCount == 0 else { return }
        places[messages[place].name] = nil
        free.append(place)
    }

    /// Counts an event with text of the message at a place, once. The result is how many there were.
    mutating func count(_ event: Int, of place: Int) -> Int {
        if messages[place].lastEvent != event {
            messages[place].lastEvent = event
            messages[place].eventCount += 1
        }
        return messages[place].eventCount
    }

    /// How many messages have lanes.
    var openCount: Int { places.count }

    /// How many events brought text of the message at a place.
    func eventCount(of place: Int) -> Int { messages[place].eventCount }
}
