"""LocalStack's web server on the loopback interface alone, in plain HTTP.

Its own server listens on every interface, whatever it is told, and whoever reaches it can run code.
"""
# mypy: disable-error-code="import-not-found, misc"
# LocalStack lives in an environment of its own, which mypy does not see.

import os
import threading
from typing import Any

from localstack.runtime.server.core import RuntimeServerPlugin
from localstack.runtime.server.twisted import TwistedRuntimeServer
from rolo.serving.twisted import TwistedGateway
from twisted.internet import endpoints, reactor

LOOPBACK = "127.0.0.1"
PATIENCE = 12.0  # seconds; LocalStack itself waits ten for what is under way


class LoopbackServer(TwistedRuntimeServer):
    """Named by `GATEWAY_SERVER=loopback`; of `GATEWAY_LISTEN` only the ports count."""

    def register(self, gateway: Any, listen: Any, ssl_creds: Any = None) -> None:
        """Listen for the gateway; certificates have no use here."""
        site = TwistedGateway(gateway)
        for place in listen:
            endpoint = endpoints.TCP4ServerEndpoint(reactor, place.port, interface=LOOPBACK)
            endpoint.listen(site)

    def shutdown(self) -> None:
        """There is nothing to save: what does not end by itself is cut off."""
        cut = threading.Timer(PATIENCE, os._exit, (0,))
        cut.daemon = True
        cut.start()
        super().shutdown()


class LoopbackServerPlugin(RuntimeServerPlugin):
    """How LocalStack finds the server."""

    name = "loopback"

    def load(self, *args: Any, **kwargs: Any) -> LoopbackServer:
        """Called once, at the start."""
        return LoopbackServer()
