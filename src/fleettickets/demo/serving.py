"""The map's server in a thread of this process."""

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from threading import Thread

from fleettickets.api.server import listen, make_server
from fleettickets.api.service import Scene
from fleettickets.errors import StoreError

_HOST = "127.0.0.1"


@contextmanager
def serving(scene: Scene, *, port: int) -> Iterator[str]:
    """Serve on loopback until the block ends; yield the address. Port 0 means any free port.

    Raises:
        SettingError: the port is taken.
        StoreError: the server does not start.
    """
    with closing(listen(_HOST, port)) as listener:
        server = make_server(scene)
        thread = Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()
        try:
            while not server.started:
                if not thread.is_alive():
                    raise StoreError("serve", "the server ended before it was ready")
                time.sleep(0.02)
            yield f"http://{_HOST}:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()
