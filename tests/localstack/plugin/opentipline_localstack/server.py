"""LocalStack's web server on the loopback interface alone, in plain HTTP.

Its own server listens on every interface, whatever it is told, and whoever reaches it can run code.
"""
# mypy: disable-error-code="import-not-found, misc"
# LocalStack lives in an environment of its own, which mypy does not see.

from typing import Any

from localstack.runtime.server.core import RuntimeServerPlugin
from localstack.runtime.server.twisted import TwistedRuntimeServer
from rolo.serving.twisted import TwistedGateway
from twisted.internet import endpoints, reactor

LOOPBACK = "127.0.0.1"


class LoopbackServer(TwistedRuntimeServer):
    """Named by `GATEWAY_SERVER=loopback`; of `GATEWAY_LISTEN` only the ports count."""

    def register(self, gateway: Any, listen: Any, ssl_creds: Any = None) -> None:
        """Listen for the gateway; certificates have no use here."""
        site = TwistedGateway(gateway)
        for place in listen:
            endpoint = endpoints.TCP4ServerEndpoint(reactor, place.port, interface=LOOPBACK)
            endpoint.listen(site)


class LoopbackServerPlugin(RuntimeServerPlugin):
    """How LocalStack finds the server."""

    name = "loopback"

    def load(self, *args: Any, **kwargs: Any) -> LoopbackServer:
        """Called once, at the start."""
        return LoopbackServer()
