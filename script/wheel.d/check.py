"""Reads an article, asks and draws: what script/wheel --check does in an empty root."""

import graphsh_kg

with graphsh_kg.open("news.db") as graph:
    graph.ingest("article.txt")
    for row in graph.query("met($who, X)?", who="Lee"):
        print(row.X)
    print(graph.ask("Who met Xi Jinping?").answers[0])
    svg = graph.picture(around="Lee Jae Myung").svg
    print(svg[svg.index("<svg") :][:4])
