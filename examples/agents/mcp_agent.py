"""An agent that is a tool of an MCP server, with the protocol's own SDK. python3 mcp_agent.py [http PORT]"""

import sys

from mcp.server import MCPServer

server = MCPServer("order-desk")


@server.tool()
def talk(messages: list[dict], session_id: str) -> str:
    """Answers a customer; takes the conversation so far."""
    said = messages[-1]["content"]
    if "break" in said:
        raise RuntimeError("The database is down.")
    return f"{session_id}: message {len(messages)}, you said {said}"


if sys.argv[1:2] == ["http"]:
    server.run("streamable-http", host="127.0.0.1", port=int(sys.argv[2]))
else:
    server.run()
