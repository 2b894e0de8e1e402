/// A file of near words as `script/wordnet` makes it, of a few words.
public enum NearWords {
  public static let file = """
    graphsh-wordnet 1 369881ac verbs=35 nouns=15 derived=14
    encounter\tmeet;run_into
    wave\tgreet
    visitor\tperson
    visitor\tvisit

    """
}
