"""Asks a graph of the sample articles what a model would, through the official client of the protocol.

  OfficialClient.py GRAPHSH GRAPH REVISION     REVISION: "legacy" for a session, or 2026-07-28
Prints one line a question, and ends with 1 if one of them fails.
"""

import asyncio
import sys

from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client

program, graph, revision = sys.argv[1:]

QUESTIONS = [
    ("ask", {"question": "Who met Xi Jinping?"}, "Lee"),
    ("ask", {"question": "Where did Lee meet Takaichi?"}, "Nara"),
    ("ask", {"question": "Did Lee visit China?"}, "yes"),
    ("query", {"program": 'met("Lee Jae Myung", Who)?'}, "Xi Jinping"),
    ("query", {"program": "?(Who, N = count(X)) :- met(Who, X) order by N desc limit 3."}, "Who | N"),
    ("about", {"name": "Sanae Takaichi"}, "Takaichi"),
    ("search", {"text": "Takaichi"}, "Sanae Takaichi"),
    ("path", {"from": "Lee Jae Myung", "to": "Sanae Takaichi"}, "Takaichi"),
    ("timeline", {"name": "Lee Jae Myung", "limit": 5}, "Timeline"),
    ("conflicts", {}, "Conflicts"),
    ("why", {"fact": 'met("Lee Jae Myung", "Xi Jinping")'}, "rests on"),
    ("schema", {}, "relations"),
]


async def main() -> int:
    failures = 0
    server = stdio_client(StdioServerParameters(command=program, args=["mcp", graph]))
    async with Client(server, mode=revision) as client:
        tools = {tool.name for tool in (await client.list_tools()).tools}
        assert {name for name, _, _ in QUESTIONS} == tools, tools
        cited = set()
        for name, arguments, expected in QUESTIONS:
            # The client checks what is structured against the schema that the tool declares.
            result = await client.call_tool(name, arguments)
            text = result.content[0].text
            good = not result.is_error and expected in text and result.structured_content is not None
            sentences = result.structured_content.get("sentences", [])
            cited |= {sentence["id"] for sentence in sentences}
            if name not in ("conflicts", "schema"):
                good = good and bool(sentences)
            failures += not good
            print("good" if good else f"BAD\n{text}\n", name, arguments)
        mistake = await client.call_tool("query", {"program": "met(X Y)?"})
        assert mistake.is_error and "comma" in mistake.content[0].text, mistake
        resources = (await client.list_resources()).resources
        assert len(resources) == 5, resources
        document = await client.read_resource(resources[0].uri)
        assert "[" in document.contents[0].text
        sentence = await client.read_resource(f"graphsh:///sentence/{min(cited)}")
        assert "of document" in sentence.contents[0].text
        assert len((await client.list_resource_templates()).resource_templates) == 2
    return 1 if failures else 0


sys.exit(asyncio.run(main()))
