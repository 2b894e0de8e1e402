import ArgumentParser

@main
struct Graphsh: ParsableCommand {
  func run() throws { print("graphsh") }
}
