import Testing

/// Members that the phrase of a group names.
@Suite struct GroupMemberTests {
  @Test func whatIsTrueOfAGroupIsTrueOfTheMembersItNames() throws {
    try expectStatements(
      "Companies such as Norvia and Tarn Steel signed the pledge.",
      keeps: ["Norvia | sign | pledge", "Tarn Steel | sign | pledge"])
    try expectStatements(
      "The firm sells machines, including drills and saws.",
      keeps: ["firm | sell | machines", "firm | sell | drills", "firm | sell | saws"])
    try expectStatements(
      "Anna Brandt was helped by former colleagues, including singer Jan Nowak.",
      keeps: ["Anna Brandt | be_helped_by | Jan Nowak"])
    try expectStatements(
      "Clara Voss has worked with a number of directors such as Jan Nowak and Ravi Menon.",
      keeps: ["Clara Voss | work_with | Jan Nowak", "Clara Voss | work_with | Ravi Menon"])
  }

  @Test func whatTheGroupDidNotDoItsMembersDidNotDo() throws {
    try expectStatements(
      "Companies such as Norvia did not sign the pledge.",
      keeps: ["Norvia | sign | pledge | not"], not: ["Norvia | sign | pledge"])
  }

  @Test func aLikenessIsNoMember() throws {
    try expectStatements(
      "A company like Norvia signed the pledge.", keeps: [], not: ["Norvia | sign | pledge"])
  }

  @Test func whoIsIncludedInADelegationIsInIt() throws {
    try expectStatements(
      "The board sent an eight-member delegation, including Jan Nowak and Clara Voss, to the talks.",
      keeps: ["Jan Nowak | be_in | eight-member delegation"])
  }

  @Test func amongThemIsOneOfThem() throws {
    try expectStatements(
      "Anna Brandt taught in Turku. Among her pupils were Jan Nowak and Clara Voss.",
      keeps: ["Jan Nowak | be | pupil", "Clara Voss | be | pupil"])
  }
}
