"""An A2A agent with the protocol's own SDK: it asks for the order, then looks it up as a task with an artifact. python3 a2a_agent.py PORT"""

import os
import sys

import uvicorn
from a2a.helpers import new_task_from_user_message, new_text_message, new_text_part
from a2a.server.agent_execution import AgentExecutor
from a2a.server.request_handlers import DefaultRequestHandlerV2
from a2a.server.routes import create_agent_card_routes, create_jsonrpc_routes
from a2a.server.tasks import InMemoryTaskStore, TaskUpdater
from a2a.types import AgentCapabilities, AgentCard, AgentInterface, AgentSkill
from starlette.applications import Starlette


class OrderDesk(AgentExecutor):
    async def execute(self, context, events):
        said = context.get_user_input()
        if "hello" in said.lower():
            await events.enqueue_event(new_text_message("Hello! What can I do for you?", context_id=context.context_id))
            return
        task = context.current_task or new_task_from_user_message(context.message)
        if not context.current_task:
            await events.enqueue_event(task)
        updater = TaskUpdater(events, task.id, task.context_id)
        if "A-1" in said:
            await updater.start_work(updater.new_agent_message([new_text_part("I am looking.")]))
            await updater.add_artifact([new_text_part("Order A-1 was sent yesterday.")], name="order")
            await updater.complete()
        elif "break" in said:
            await updater.failed(updater.new_agent_message([new_text_part("The database is down.")]))
        else:
            await updater.requires_input(updater.new_agent_message([new_text_part("Which order is it?")]))

    async def cancel(self, context, events):
        await TaskUpdater(events, context.task_id, context.context_id).cancel()


port = int(sys.argv[1])
version = os.environ.get("A2A_VERSION", "1.0")
card = AgentCard(
    name="Order desk",
    description="Looks up orders",
    version="1",
    capabilities=AgentCapabilities(streaming=os.environ.get("A2A_STREAMING", "true") == "true"),
    default_input_modes=["text/plain"],
    default_output_modes=["text/plain"],
    skills=[AgentSkill(id="orders", name="Orders", description="Looks up orders", tags=["orders"])],
    supported_interfaces=[AgentInterface(url=f"http://127.0.0.1:{port}/a2a", protocol_binding="JSONRPC", protocol_version=version)],
)
handler = DefaultRequestHandlerV2(OrderDesk(), InMemoryTaskStore(), card)
app = Starlette(routes=[*create_agent_card_routes(card), *create_jsonrpc_routes(handler, "/a2a", enable_v0_3_compat=True)])
uvicorn.run(app, host="127.0.0.1", port=port)
