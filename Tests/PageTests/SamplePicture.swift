import Foundation
import Page
import TestSupport

/// A picture in the form in which the page reads it, made for tests.
struct SamplePicture {
  var title = "harbour.db"
  var nodes: [[String: Any]] = []
  var edges: [[String: Any]] = []
  var sentences: [[String: Any]] = []
  var documents: [[String: Any]] = []
  var questions: [[String: Any]] = []

  var json: String {
    let picture: [String: Any] = [
      "title": title,
      "counts": [
        "documents": documents.count, "sentences": sentences.count, "entities": nodes.count,
        "facts": edges.count,
      ],
      "period": ["2024-03-01", "2024-03-20"],
      "relations": [["name": "meet", "word": "met", "count": 2]],
      "questions": questions, "nodes": nodes, "edges": edges, "sentences": sentences,
      "documents": documents, "omitted": 0,
    ]
    let data = try? JSONSerialization.data(withJSONObject: picture, options: [.sortedKeys])
    return String(decoding: data ?? Data(), as: UTF8.self)
  }

  var document: String { PageDocument.html(picture: json, title: title) }

  mutating func add(
    _ name: String, _ type: String, x: Double, y: Double, shown: Bool = true,
    more: [String: Any] = [:]
  ) {
    var node: [String: Any] = [
      "id": nodes.count + 1, "kind": "entity", "name": name, "types": [type], "mentions": 3,
      "rank": nodes.count, "x": x, "y": y, "r": 9,
    ]
    if shown { node["shown"] = true }
    nodes.append(node.merging(more) { $1 })
  }

  mutating func tell(
    _ subject: Int, _ word: String, _ object: Int, relation: String? = nil, on date: String? = nil,
    sentence: String? = nil, more: [String: Any] = [:]
  ) {
    var edge: [String: Any] = [
      "id": edges.count + 1, "s": subject, "t": object, "relation": relation ?? word, "word": word,
      "stance": "asserted", "confidence": 0.9,
    ]
    if let date {
      edge["date"] = date
      edge["dateKind"] = "event"
    }
    if let sentence {
      sentences.append([
        "id": sentences.count + 1, "document": 1 + sentences.count % 2,
        "number": sentences.count + 4,
        "text": sentence,
      ])
      let start = sentence.range(of: word).map {
        sentence.utf16.distance(from: sentence.startIndex, to: $0.lowerBound)
      }
      edge["evidence"] = [[sentences.count, start ?? 0, (start ?? 0) + word.utf16.count, 0.9]]
    }
    edges.append(edge.merging(more) { $1 })
  }

  /// A small world: persons and places in a harbour town, with facts of every claim.
  static var harbour: SamplePicture {
    var picture = SamplePicture()
    picture.documents = [
      ["id": 1, "source": "gazette.txt", "title": "Harbour gazette", "date": "2024-03-04"],
      ["id": 2, "source": "council.txt", "date": "2024-03-20"],
    ]
    picture.add(
      "Nadia Holt", "person", x: 0, y: 0,
      more: ["role": "Mayor of Lindau", "aliases": ["Holt", "Mayor Holt"]])
    picture.add("Tomas Rehn", "person", x: 160, y: -40)
    picture.add("Lindau", "place", x: -120, y: 90)
    picture.add("Brightwater Energy", "organization", x: 260, y: 80)
    picture.add("Norland", "country", x: -200, y: -70)
    picture.add("Rosa Vidal", "person", x: 90, y: 170)
    picture.add("Ida Brandt", "person", x: 330, y: -120)
    picture.add("new quay", "concept", x: -40, y: -120, shown: false)
    picture.add("Émile Åkesson", "person", x: -300, y: 60)
    picture.tell(
      1, "met", 2, relation: "meet", on: "2024-03-01",
      sentence: "On the quay Nadia Holt met Tomas Rehn 👋 for an hour.",
      more: ["circumstances": ["on the quay"]])
    picture.tell(1, "runs", 3, sentence: "Nadia Holt runs Lindau.")
    picture.tell(2, "founded", 4, on: "2024-03-05", sentence: "Rehn founded Brightwater Energy.")
    picture.tell(
      6, "criticised", 4, on: "2024-03-12", sentence: "Vidal criticised Brightwater Energy.")
    picture.tell(7, "met", 2, relation: "meet", on: "2024-03-20", sentence: "Brandt met Rehn.")
    picture.tell(1, "opened", 8, sentence: "Holt opened the new quay.")
    picture.tell(3, "lies in", 5, sentence: "Lindau lies in Norland.")
    picture.tell(
      6, "visited", 3, sentence: "Vidal never visited Lindau.", more: ["stance": "denied"])
    picture.tell(
      2, "visit", 3, sentence: "Rehn wants to visit Lindau.", more: ["stance": "planned"])
    picture.questions = [
      ["text": "Who met whom?", "view": ["relation": "meet"]],
      ["text": "What is told of Nadia Holt?", "view": ["select": 1]],
      ["text": "How are Nadia Holt and Rosa Vidal joined?", "view": ["path": [1, 6]]],
    ]
    return picture
  }

  /// The page of many nodes, some of them hubs, with three times as many facts. Its JSON is written as a text: dictionaries
  /// of so many take longer than the page.
  static func large(_ count: Int) -> String {
    var numbers = SeededGenerator(seed: 11)
    let types = ["person", "organization", "place", "country", "event"]
    let names = ["Nadia", "Tomas", "Rosa", "Ida"]
    let side = Int(Double(count).squareRoot() * 46)
    let nodes = (0..<count).map { place in
      let x = Int.random(in: 0...side, using: &numbers)
      let y = Int.random(in: 0...side, using: &numbers)
      return """
        {"id":\(place + 1),"kind":"entity","name":"\(names[place % 4]) \(place)","types":["\(types[place % 5])"],\
        "mentions":3,"rank":\(place),"x":\(x),"y":\(y),"r":9,"shown":true}
        """
    }
    let edges = (0..<(3 * count)).map { place in
      let hub = Double.random(in: 0..<1, using: &numbers)
      let subject = Int.random(in: 1...count, using: &numbers)
      let object = 1 + Int(hub * hub * hub * Double(count))
      let year = Int.random(in: 10...24, using: &numbers)
      return """
        {"id":\(place + 1),"s":\(subject),"t":\(object),"relation":"meet","word":"met","stance":"asserted",\
        "date":"20\(year)-03-05","dateKind":"event","confidence":0.9,"evidence":[[\(place),0,3,0.9]]}
        """
    }
    let json = """
      {"title":"many.db","counts":{"entities":\(count),"facts":\(3 * count)},"relations":[],"questions":[],\
      "nodes":[\(nodes.joined(separator: ","))],"edges":[\(edges.joined(separator: ","))],"sentences":[],\
      "documents":[],"omitted":0}
      """
    return PageDocument.html(picture: json, title: "many.db")
  }
}
